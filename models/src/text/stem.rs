//! One root for a family of words: "boulanger", "boulangère" and "boulangerie" are "boulang".
//!
//! Coarser than Snowball on purpose: people name the same trade by its person, its shop and its verb.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Endings, longest first; what is left must keep at least four letters.
const ENDINGS: &str = "
issements issement icienne atrices ateurs atrice ations ateur ation ements iennes icien ement
isation ienne istes euses trices teurs tions eries ieres antes entes ables ibles iques aires
ages iste euse trice teur tion erie iere iers eurs ures ante able ible ique aire ites elles elle
enne eres ees ere age ien ier eur ure ant ite eaux eau ent ais ait ons ez er es ir ee ie e s x a
i
";

/// Families that no ending joins.
const FAMILIES: &str = "
vend: vente ventes vendre vendeur vendeuse vendeurs vendeuses vends
peint: repeindre peindre peintre peintres peinture peintures peint
condui: conduire conducteur conductrice conducteurs conduite
soign: soin soins soigner soignant soignante soignants
mecano: mecanique mecanicien mecanicienne meca mecano mecaniciens mecaniques
electr: electricite electricien electricienne electrique electriques electro elec electrotechnique electrotechnicien electrotechnicienne
electronic: electronique electronicien electronicienne electroniques
informatic: informatique informatiques informaticien informaticienne info
compta: comptable comptabilite comptables compta comptes
animal: animal animaux animale animaliere animalier
cheval: cheval chevaux equestre equitation equin
chauffage: chauffage chauffagiste chauffagistes chaudiere chaudieres
chauffeur: chauffeur chauffeuse chauffeurs
livr: livrer livreur livreuse livraison livraisons livreurs
livre: livre livres librairie libraire
construi: construire construction constructions constructeur
bati: batiment batiments batir
sant: sante
veto: veterinaire veto veterinaires
bijou: bijou bijoux bijoutier bijoutiere bijouterie
pharma: pharmacie pharmaceutique pharmacies
pharmacien: pharmacien pharmacienne pharmaciens pharmaciennes
dentiste: dentiste dentistes
dentelle: dentelle dentelles dentellier dentelliere
infirmerie: infirmerie infirmeries
usine: usine usines
cariste: cariste caristes
carie: carie caries cariee cariees
cuir: cuir cuirs
bois: bois
corp: corps corporel corporelle
velo: velo velos cycle cycles
moto: moto motos motocycle motocycles scooter scooters
auto: auto autos voiture voitures automobile automobiles bagnole bagnoles caisses
camion: camion camions poids-lourds routier routiers routiere
bebe: bebe bebes nourrisson
enfan: enfant enfants gamins gosses mioches minots
vieu: vieux vieilles agees agee ages papis mamies papi mamie seniors anciens
jardin: jardin jardins jardinier jardiniere jardinage jardiner
resto: restaurant restaurants restauration resto restos restaurateur
hotel: hotel hotels hotellerie hotelier hoteliere
immo: immobilier immobiliere immobiliers immo
sport: sport sports sportif sportive sportifs sportives
cosmet: cosmetique cosmetiques
clim: climatisation clim climatique climatiques
maraich: maraicher maraichere maraichage
vign: vigne vignes vigneron vigneronne viticole viticulture viticulteur viti
assur: assurance assurances assureur
banqu: banque banques bancaire banquier banquiere bancaires
tele: tele television
numeri: numerique numeriques digital digitale web
mod: mode
fer: fer fers
froid: froid frigo frigos frigoriste frigorifique frigorifiques frigoriques
cable: cable cables cableur cableuse cablage
fleur: fleur fleurs fleuriste fleuristes bouquet bouquets
chanson: chant chants chanter chante chanteur chanteuse chanson chansons
chantier: chantier chantiers
paysag: paysage paysages paysager paysagere paysageres paysagers paysagiste paysagistes
pays: pays
galerie: galerie galeries galeriste galeristes
couture: couture coutures couturier couturiere couturiers couturieres coudre couds cousu
couteau: couteau couteaux coutelier couteliere coutellerie
cout: cout couts coute coutent couter
elevage: elevage elevages eleveur eleveuse eleveurs elever
elevateur: elevateur elevateurs
boutique: boutique boutiques
bouchon: bouchon bouchons
crematori: cremation crematorium cremations
creme: creme cremes
radiateur: radiateur radiateurs
radis: radis
tourisme: touriste touristes tourisme touristique touristiques
tour: tour tours
tournage: tournage tournages
tournee: tournee tournees
escalier: escalier escaliers
escale: escale escales
chaise: chaise chaises
chapeau: chapeau chapeaux chapelier chapeliere
chateau: chateau chateaux
carreau: carreau carreaux carrelage carreler carreleur carreleuse
carriere: carriere carrieres carrier
carton: carton cartons cartonnage cartonnerie cartonnier cartonniere cartonner
carte: carte cartes
course: course courses coursier coursiere coursiers
cours: cours
courant: courant courants
fraise: fraise fraises
fraiseur: fraiseur fraiseuse fraisage fraiser
frais: frais fraiche fraiches
ferme: ferme fermes fermier fermiere fermiers
general: general generale generaux
jambon: jambon jambons
manga: manga mangas
mang: manger mange manges mangent
mort: mort morts morte mortes
mortier: mortier mortiers
ordonnance: ordonnance ordonnances
ordonnancement: ordonnancement ordonnanceur ordonnanceuse
opera: opera operas
panne: panne pannes
panneau: panneau panneaux
quartier: quartier quartiers
regle: regle regles
reglage: reglage reglages regler regleur regleuse
reglement: reglement reglements
serrure: serrure serrures serrurier serruriere serrurerie
serre: serre serres serriste
village: village villages
train: train trains
trainer: trainer traine trainent
tracteur: tracteur tracteurs
vannerie: vannerie vannier vanniere
vanne: vanne vannes
enseigne: enseigne enseignes
enseign: enseigner enseignement enseignant enseignante enseignants enseignent
batterie: batterie batteries
equipage: equipage equipages
equipement: equipement equipements
etable: etable etables
etablissement: etablissement etablissements
departement: departement departements departemental
devis: devis
magasin: magasin magasins
magasinier: magasinier magasiniere magasiniers magasinage
loisir: loisir loisirs
marche: marche marches
marcher: marcher marchent marchait
porte: porte portes portier portiere portieres portail portails
porter: porter portent porteur porteuse portage
port: port ports portuaire portuaires
sable: sable sables
sonde: sonde sondes
sondage: sondage sondages sondeur sondeuse sondeurs
coupable: coupable coupables
gardien: gardien gardienne gardiens gardiennage
garderie: garderie garderies
garder: garde garder gardes
accident: accident accidents accidente accidentee accidentees accidentes
plante: plante plantes plantation plantations planter plants
plan: plan plans
patin: patin patins patinage
pince: pince pinces
pinceau: pinceau pinceaux
pompier: pompier pompiere pompiers
pompe: pompe pompes
ressourcerie: ressourcerie
rond: rond ronds
ronde: ronde rondes
routeur: routeur routeurs
tableau: tableau tableaux
table: table tables
texture: texture textures texturer
texte: texte textes
voile: voile voiles voilier voiliers
tente: tente tentes
brasserie: brasserie brasseries
braser: brasage braser
gravier: gravier graviers
grave: grave graves
piscine: piscine piscines piscinier
office: office offices
officier: officier officiere officiers
prise: prise prises
";

/// Root of a folded word.
pub(crate) fn stem(word: &str) -> &str {
    static LIST: LazyLock<Vec<&str>> = LazyLock::new(|| ENDINGS.split_whitespace().collect());
    if word.len() <= 4 && !word.ends_with('s') {
        return family(word).unwrap_or(word);
    }
    if let Some(root) = family(word) {
        return root;
    }
    let endings = &*LIST;
    let mut root = word;
    // twice: "boulangeries" loses "s"-like and then "erie"-like endings only when long enough
    for _ in 0..2 {
        let Some(ending) = endings
            .iter()
            .find(|ending| root.len() >= ending.len() + 4 && root.ends_with(**ending))
        else {
            break;
        };
        root = &root[..root.len() - ending.len()];
        if ending.len() > 2 {
            break;
        }
    }
    root
}

fn family(word: &str) -> Option<&'static str> {
    static ROOTS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        FAMILIES
            .lines()
            .filter_map(|line| line.split_once(": "))
            .flat_map(|(root, words)| words.split(' ').map(move |word| (word, root)))
            .collect()
    });
    ROOTS.get(word).copied()
}

/// Words that say nothing about a trade.
const STOP_WORDS: &str = "
paye payee payes payer importe nimporte sauf compte
a ai aie aimais aime aimer aimerai aimerais ainsi alors apprendre apprenti apprentie apprentis
apprentissage alternance apres as assez au aussi autre autres aux avec avoir adore adorerais
beaucoup bien boulot bosser bosse branche bah ben bonjour bon ca car ce cela ces cet cette chez
cherche chercher chose choses comme comment c d dans de des deja depuis devenir deviens dire
domaine dois donc du el elle elles en encore entre envie es est et etais etait etre eu eux faire
fais fait faut formation formations genre heu euh hesite ici il ils interesse interessee
interesser interessant j je job jour journee juste kiffe kifferais l la le les leur leurs lui m
ma mais me meme merci mes metier metiers mieux mon moi n ne ni non nos notre nous on ou oui par
parce pas passion passionne passionnee peu peut peux plait plu plus plutot pour pourquoi
pourrais pratique prefere preferes pres propose qu quand que quel quelle quelque quelques qui
quoi recherche reve rever s sa sais salut sans se secteur ses si son sont sous suis sur surtout
t ta tes te toi ton tous tout toute toutes travail travailler travaille trop trouve trouver tu
un une taf boite boites va vais vers veut veux voir vie voudrais voudrai vous vraiment y ok eh ah oh super truc
trucs ete serais serait sera the of habite habiter pret prete partir france ville trompe trompee
arrete arreter changer change lycee college max maximum vivre suite venir aller moyen bouger
dispo disponible rentree annee mois loin proche cote classe bonne besoin stage contrat option
eleve ecole passer km ans minutes
";

/// Whether a folded word says nothing about a trade.
pub(crate) fn is_stop_word(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| STOP_WORDS.split_whitespace().collect());
    word.len() == 1 && !word.as_bytes()[0].is_ascii_digit() || WORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn person_shop_and_verb_share_a_root() {
        for family in [
            &["boulanger", "boulangere", "boulangerie", "boulangers"][..],
            &["coiffeur", "coiffeuse", "coiffure", "coiffer"],
            &["patissier", "patissiere", "patisserie"],
            &["vendeur", "vendeuse", "vente", "vendre"],
            &["plombier", "plomberie", "plombiere"],
            &["menuisier", "menuiserie", "menuisiere"],
            &["soudeur", "soudure", "souder", "soudeuse"],
            &["carreleur", "carrelage", "carreleuse"],
            &["cuisinier", "cuisine", "cuisiner", "cuisiniere"],
            &["mecanicien", "mecanique", "mecano"],
        ] {
            for word in family {
                assert_eq!(stem(word), stem(family[0]), "{word}");
            }
        }
        assert_ne!(stem("chauffeur"), stem("chauffage"));
        assert_ne!(stem("animal"), stem("animateur"));
    }
}
