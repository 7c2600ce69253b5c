//! Made-up names: plausible in sound, invented in fact.

/// What a centre calls itself before its own name.
pub(super) const CENTRE_KINDS: &[&str] = &[
    "CFA",
    "Campus des métiers",
    "École de l'apprentissage",
    "Centre de formation",
    "Atelier-école",
    "Maison de l'alternance",
];

/// Own names of centres: none is a real body's.
pub(super) const CENTRE_NAMES: &[&str] = &[
    "des Quatre Clochers",
    "de la Belle-Étoile",
    "du Grand Héron",
    "des Trois Rivières Bleues",
    "du Tilleul Penché",
    "de la Marelle",
    "des Hirondelles",
    "du Phare Immobile",
    "de l'Écluse Verte",
    "du Pont Suspendu",
    "des Mille Outils",
    "de la Girouette",
    "du Renard Roux",
    "de l'Horloge Lente",
    "des Sept Collines",
    "du Moulin Retrouvé",
    "de la Boussole",
    "du Cerf-Volant",
    "des Lanternes",
    "de la Passerelle",
    "du Vieux Sémaphore",
    "de la Source Claire",
    "des Coquelicots",
    "du Grand Établi",
    "de l'Arc-en-Ciel",
    "du Chêne Creux",
    "de la Cigale",
    "des Galets Ronds",
];

/// Own names of employers.
pub(super) const EMPLOYER_NAMES: &[&str] = &[
    "du Moulin Bleu",
    "de la Comète",
    "des Deux Chouettes",
    "du Chat Botté",
    "de la Lune Rousse",
    "du Vent d'Ouest",
    "des Petits Pavés",
    "de la Tortue",
    "du Bon Vivant",
    "de l'Olivier Gris",
    "des Quatre Saisons",
    "du Coin Perdu",
    "de la Fontaine Sèche",
    "du Sanglier",
    "des Nuages",
    "de l'Ancre Rouge",
    "du Dragon Vert",
    "de la Rosée",
    "des Farfelus",
    "du Pic Vert",
    "de la Grenouille",
    "du Marteau d'Or",
    "des Étincelles",
    "de la Loupiote",
    "du Sablier",
    "des Grands Bois",
    "de l'Escargot",
    "du Soleil Levant",
    "de la Violette",
    "des Pas Perdus",
    "du Tambour",
    "de la Baleine",
    "des Cinq Sens",
    "du Merle Moqueur",
    "de la Mésange",
    "du Grand Large",
];

/// Family names used as employers' names, invented by gluing.
pub(super) const FAMILY_STARTS: &[&str] = &[
    "Bel", "Mont", "Clair", "Beau", "Val", "Roche", "Font", "Haut", "Lan", "Mar", "Per", "Tour",
    "Gran", "Col", "Dur", "Far",
];

/// Second halves of those.
pub(super) const FAMILY_ENDS: &[&str] = &[
    "vignard", "tassier", "lunel", "bourdin", "quetier", "sardin", "flamand", "rossel", "guérol",
    "marchais", "pinchot", "dallier", "morinel", "bégaud", "navier", "poulenc",
];

/// First names of advisers.
pub(super) const ADVISERS: &[&str] = &[
    "Amina",
    "Bastien",
    "Chloé",
    "Dramane",
    "Élise",
    "Farid",
    "Gaëlle",
    "Hugo",
    "Inès",
    "Jules",
    "Kenza",
    "Léo",
    "Maïmouna",
    "Nadia",
    "Oscar",
    "Prune",
    "Quentin",
    "Rania",
    "Samuel",
    "Tiphaine",
];

/// Streets.
pub(super) const STREETS: &[&str] = &[
    "rue des Hirondelles",
    "rue du Four Banal",
    "avenue de la Gare Imaginaire",
    "place du Marché",
    "rue des Tanneurs",
    "chemin des Vignes",
    "boulevard de la Rose des Vents",
    "rue du Puits",
    "allée des Tilleuls",
    "impasse du Lavoir",
    "rue de l'École",
    "quai des Brumes",
];

/// A line of work: beginning of a NAF class, the activity as said, what such a house calls itself.
pub(super) struct Line {
    /// First characters of NAF classes, without dot.
    pub(super) naf: &'static str,
    /// Short, for "activity".
    pub(super) activity: &'static str,
    /// Before the own name.
    pub(super) houses: &'static [&'static str],
}

const fn line(naf: &'static str, activity: &'static str, houses: &'static [&'static str]) -> Line {
    Line {
        naf,
        activity,
        houses,
    }
}

/// Lines of work, longer beginnings first among those that share one.
pub(super) const LINES: &[Line] = &[
    line(
        "1071",
        "boulangerie-pâtisserie",
        &["Boulangerie", "Fournil", "Maison"],
    ),
    line("1082", "chocolaterie", &["Chocolaterie", "Douceurs"]),
    line("101", "charcuterie", &["Charcuterie", "Salaisons"]),
    line(
        "10",
        "fabrication alimentaire",
        &["Saveurs", "Atelier gourmand"],
    ),
    line("4722", "boucherie-charcuterie", &["Boucherie", "Étal"]),
    line("4776", "fleuriste", &["Fleurs", "Bouquets"]),
    line("4773", "pharmacie", &["Pharmacie"]),
    line(
        "4778",
        "optique et commerce spécialisé",
        &["Optique", "Comptoir"],
    ),
    line("4711", "supermarché", &["Supermarché", "Épicerie"]),
    line("477", "commerce de détail", &["Boutique", "Comptoir"]),
    line(
        "47",
        "commerce de détail",
        &["Magasin", "Boutique", "Halle"],
    ),
    line(
        "4520",
        "entretien et réparation de véhicules",
        &["Garage", "Carrosserie"],
    ),
    line(
        "45",
        "commerce et réparation automobile",
        &["Garage", "Auto"],
    ),
    line("46", "commerce de gros", &["Négoce", "Entrepôt"]),
    line("5610", "restaurant", &["Restaurant", "Brasserie", "Table"]),
    line("5510", "hôtel", &["Hôtel", "Auberge"]),
    line("55", "hébergement", &["Auberge", "Résidence"]),
    line("56", "restauration", &["Traiteur", "Café", "Restaurant"]),
    line(
        "4321",
        "installation électrique",
        &["Électricité", "Énergies"],
    ),
    line(
        "4322",
        "plomberie et chauffage",
        &["Plomberie", "Chauffage"],
    ),
    line("4332", "menuiserie", &["Menuiserie", "Atelier bois"]),
    line("4334", "peinture en bâtiment", &["Peintures", "Couleurs"]),
    line(
        "4391",
        "charpente et couverture",
        &["Charpente", "Toitures"],
    ),
    line("4399", "maçonnerie", &["Maçonnerie", "Bâtisseurs"]),
    line(
        "41",
        "construction de bâtiments",
        &["Constructions", "Bâtisseurs"],
    ),
    line("42", "travaux publics", &["Travaux publics"]),
    line("43", "travaux du bâtiment", &["Entreprise", "Bâtiment"]),
    line(
        "9602",
        "coiffure et esthétique",
        &["Salon", "Coiffure", "Institut"],
    ),
    line(
        "8891",
        "accueil de jeunes enfants",
        &["Crèche", "Multi-accueil"],
    ),
    line("8710", "maison de retraite", &["Résidence", "Maison"]),
    line("86", "santé", &["Maison de santé", "Clinique"]),
    line("87", "hébergement médico-social", &["Résidence", "Foyer"]),
    line("88", "action sociale", &["Association", "Services"]),
    line("85", "enseignement", &["Institut", "Association"]),
    line(
        "62",
        "services informatiques",
        &["Studio numérique", "Logiciels"],
    ),
    line("63", "services d'information", &["Données", "Studio"]),
    line("58", "édition", &["Éditions", "Studio"]),
    line("59", "audiovisuel", &["Images", "Studio"]),
    line("61", "télécommunications", &["Réseaux"]),
    line("69", "comptabilité et droit", &["Cabinet", "Étude"]),
    line("70", "conseil de gestion", &["Conseil", "Cabinet"]),
    line(
        "71",
        "architecture et ingénierie",
        &["Bureau d'études", "Atelier"],
    ),
    line("73", "publicité", &["Agence", "Studio"]),
    line("74", "design et photographie", &["Studio", "Atelier"]),
    line("64", "banque", &["Agence", "Caisse"]),
    line("65", "assurance", &["Assurances", "Mutuelle"]),
    line("66", "courtage", &["Assurances", "Courtage"]),
    line("68", "immobilier", &["Agence immobilière", "Habitat"]),
    line("49", "transports", &["Transports", "Cars"]),
    line("52", "logistique", &["Logistique", "Plateforme"]),
    line("53", "courrier et livraison", &["Messagerie", "Livraisons"]),
    line("80", "sécurité", &["Sécurité", "Sûreté"]),
    line("8130", "aménagement paysager", &["Jardins", "Paysages"]),
    line("81", "propreté", &["Propreté", "Services"]),
    line("01", "agriculture", &["Ferme", "Domaine"]),
    line("02", "forêt", &["Bois", "Exploitation forestière"]),
    line("03", "pêche et aquaculture", &["Pêcheries"]),
    line("13", "textile", &["Tissages"]),
    line("14", "habillement", &["Atelier couture", "Confection"]),
    line("15", "cuir", &["Maroquinerie", "Sellerie"]),
    line("16", "travail du bois", &["Scierie", "Atelier bois"]),
    line("18", "imprimerie", &["Imprimerie"]),
    line("20", "chimie", &["Laboratoires"]),
    line("25", "travail des métaux", &["Métallerie", "Ateliers"]),
    line("26", "électronique", &["Électronique"]),
    line("27", "équipements électriques", &["Équipements"]),
    line("28", "machines", &["Mécanique", "Ateliers"]),
    line("29", "industrie automobile", &["Manufacture"]),
    line("30", "aéronautique et naval", &["Ateliers", "Chantiers"]),
    line("31", "meubles", &["Ébénisterie", "Meubles"]),
    line("32", "fabrication", &["Atelier", "Manufacture"]),
    line(
        "33",
        "maintenance industrielle",
        &["Maintenance", "Services techniques"],
    ),
    line("35", "énergie", &["Énergies"]),
    line("36", "eau", &["Eaux"]),
    line("38", "déchets et recyclage", &["Recyclage"]),
    line(
        "84",
        "administration",
        &["Syndicat mixte", "Communauté de communes"],
    ),
    line("93", "sport et loisirs", &["Club", "Parc de loisirs"]),
    line("90", "arts et spectacle", &["Compagnie", "Scène"]),
    line("95", "réparation", &["Réparations", "Atelier"]),
    line("96", "services à la personne", &["Services", "Maison"]),
    line("", "entreprise", &["Société", "Maison"]),
];
