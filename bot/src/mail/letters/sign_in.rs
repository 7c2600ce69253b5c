//! The link that signs somebody in.

use crate::mail::letter::Letter;

/// To whoever asked to sign in with this address.
pub fn sign_in(url: &str) -> Letter {
    Letter {
        subject: "Votre lien de connexion à Tandem".to_owned(),
        greeting: "Bonjour,".to_owned(),
        paragraphs: vec![
            "Ouvrez ce lien, puis appuyez sur « Me connecter ». Il marche une seule fois, pendant \
             15 minutes."
                .to_owned(),
        ],
        facts: Vec::new(),
        links: vec![("Se connecter".to_owned(), url.to_owned())],
        footer:
            "Vous n’avez rien demandé ? Ne faites rien : sans ce lien, personne n’entre. Ne le \
                 transmettez à personne."
                .to_owned(),
        calendar: None,
    }
}
