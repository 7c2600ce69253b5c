//! Whole conversations, reviewed as files: read them aloud before accepting a change.

use tandem_engine::dialogue::ChannelKind;

use super::chat::transcript;

macro_rules! conversation {
    ($name:ident, $channel:ident, [$($line:expr),+ $(,)?]) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(transcript(ChannelKind::$channel, &[$($line),+]));
        }
    };
}

conversation!(
    knows_what_she_wants,
    Web,
    [
        "@start",
        "[OK, on y va]",
        "salut je cherche un cap cuisine vers Lens",
        "30 minutes en bus",
        "[15-17]",
        "en septembre",
        "pourquoi ?",
        "[Prendre rendez-vous]",
        "jeudi",
        "le premier",
        "ines",
        "06 12 34 56 78",
        "[D'accord, je confirme]",
        "[Voir les entreprises]",
        "merci !",
    ]
);

conversation!(
    no_idea_at_all,
    Telegram,
    [
        "@start",
        "[En savoir plus]",
        "[OK, on y va]",
        "[Pas du tout]",
        "[🔧 Réparer, construire]",
        "[⚙️ Des machines, de la technique]",
        "[D'autres domaines]",
        "[Revenir en arrière]",
        "électricité",
        "[Ça me tente]",
        "3e",
        "@place 57463",
        "[Bus ou tram, 30 min]",
        "[18-25]",
        "[Dès que possible]",
    ]
);

conversation!(
    changes_mind,
    Web,
    [
        "@start",
        "coiffeuse à Metz",
        "je suis en 3e",
        "en fait je suis à Lens",
        "finalement cuisine",
        "16 ans",
        "[Revenir en arrière]",
        "retour",
        "retour",
        "/retour 2",
    ]
);

conversation!(
    asks_on_the_way,
    Web,
    [
        "@start",
        "ok",
        "on est payé combien ?",
        "c'est quoi un cfa ?",
        "boulanger",
        "et on est payé combien ?",
        "pourquoi tu demandes ça ?",
        "terminale",
        "c'est quoi le rythme ?",
    ]
);

conversation!(
    cancels_and_moves,
    Web,
    [
        "@start",
        "coiffure à Metz, je suis en 3e, 20 km, 17 ans, en septembre",
        "[Prendre rendez-vous]",
        "[Après-midi]",
        "le deuxième",
        "Jean-Baptiste",
        "jb@exemple",
        "jb@exemple.fr",
        "oui",
        "mes rdv",
        "déplacer mon rdv",
        "le premier",
        "je peux pas venir",
        "non",
        "annuler",
        "oui",
        "annuler",
    ]
);

conversation!(
    no_calendar,
    Web,
    [
        "@start",
        "cap cuisine à Arras, 10 km, 19 ans, dès que possible",
        "[Être rappelé par le CFA]",
        "Mehdi",
        "0321",
        "0321 45 67 89",
        "[D'accord, envoie la demande]",
    ]
);

conversation!(
    under_fifteen,
    Web,
    [
        "@start",
        "[OK, on y va]",
        "coiffure",
        "3e",
        "Metz",
        "à vélo",
        "[Moins de 15]",
        "passer",
        "[Prendre rendez-vous]",
        "le premier",
        "Lou",
        "papa@exemple.fr",
        "[Envoyer ma candidature]",
    ]
);

conversation!(
    applies,
    Web,
    [
        "@start",
        "cuisine à Lens",
        "seconde",
        "20 km",
        "18 ans",
        "septembre",
        "je veux postuler",
        "[Brasserie du Beffroi]",
        "Sofia",
        "sofia@exemple.fr",
        "J'adore cuisiner avec ma grand-mère et je suis toujours à l'heure.",
        "[D'accord, envoie]",
        "[Envoyer ma candidature]",
        "non",
    ]
);

conversation!(
    nothing_understood,
    Web,
    [
        "@start",
        "[OK, on y va]",
        "blablabla",
        "xzxzxz",
        "qsdfgh",
        "wxcvbn",
        "azerty",
        "zzz",
        "yyy",
        "ppp",
        "mmm",
    ]
);

conversation!(
    rights_and_distress,
    Telegram,
    [
        "@start",
        "[OK, on y va]",
        "je suis diabétique et mon numéro c'est 0612345678",
        "j'ai envie de mourir",
        "coiffure à Metz",
        "mes données",
        "continuer sur le site",
        "supprimer",
        "non",
        "supprimer",
        "[Oui, efface tout]",
        "STOP",
        "salut",
    ]
);

conversation!(
    comes_back,
    Web,
    [
        "@start",
        "[OK, on y va]",
        "coiffure",
        "+3d",
        "salut",
        "@photo",
        "[Oui, je sais lequel]",
        "à Saint-Denis",
        "[Passer]",
        "+40d",
        "@start",
        "@abroad",
    ]
);
