//! Long names of diplomas → what people call them.

use super::super::names::{readable_title, squeezed};
use super::super::values::fold;

/// Beginning of the long name, folded → short name. The first that fits wins.
const SHORT: [(&str, &str); 31] = [
    ("certificatdaptitudeprofessionnelleagricole", "CAP agricole"),
    ("certificatdaptitudeprofessionnelle", "CAP"),
    ("certificatdaptitudesprofessionnelles", "CAP"),
    ("brevetdetechniciensuperieuragricole", "BTSA"),
    ("brevetdetechniciensuperieur", "BTS"),
    ("baccalaureatprofessionnelagricole", "Bac pro agricole"),
    ("baccalaureatprofessionnel", "Bac pro"),
    ("baccalaureattechnologique", "Bac techno"),
    ("brevetprofessionnelagricole", "BPA"),
    ("brevetprofessionneldelajeunesse", "BPJEPS"),
    ("brevetprofessionnel", "BP"),
    ("brevetdetudesprofessionnelles", "BEP"),
    ("brevetdesmetiersdart", "BMA"),
    ("brevettechniquedesmetiers", "BTM"),
    ("brevetdemaitrise", "BM"),
    ("titreprofessionnel", "Titre professionnel"),
    ("mentioncomplementaire", "MC"),
    ("certificatdespecialisation", "CS"),
    ("certificatprofessionneldelajeunesse", "CPJEPS"),
    ("diplomeuniversitairedetechnologie", "DUT"),
    ("bacheloruniversitairedetechnologie", "BUT"),
    ("diplomedetudesuniversitairesscientifiques", "DEUST"),
    ("diplomedetatdelajeunesse", "DEJEPS"),
    ("diplomedetatsuperieurdelajeunesse", "DESJEPS"),
    ("diplomenationaldesmetiersdart", "DNMADE"),
    ("autrediplomedetat", "Diplôme d'État"),
    ("autretitre", "Titre certifié"),
    ("autrecertification", "Certification"),
    ("diplomedecoledecommerce", "Diplôme d'école de commerce"),
    ("licenceprofessionnelle", "Licence pro"),
    ("diplomedingenieur", "Diplôme d'ingénieur"),
];

/// The short name; what stands between brackets is dropped.
pub(crate) fn short_name(long: &str) -> Option<String> {
    let bare = squeezed(long.split('(').next().unwrap_or_default());
    if bare.is_empty() {
        return None;
    }
    let folded = fold(&bare);
    let known = SHORT.iter().find(|(start, _)| folded.starts_with(start));
    Some(known.map_or_else(|| readable_title(&bare), |(_, short)| (*short).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diplomas_are_called_as_people_call_them() {
        for (long, short) in [
            ("Certificat d'aptitude professionnelle", Some("CAP")),
            (
                "Titre professionnel (TP de niveau 5)",
                Some("Titre professionnel"),
            ),
            (
                "Baccalauréat professionnel agricole",
                Some("Bac pro agricole"),
            ),
            ("Brevet professionnel (Education nationale)", Some("BP")),
            (
                "Brevet professionnel de la jeunesse, de l'éducation populaire et du sport",
                Some("BPJEPS"),
            ),
            ("Master", Some("Master")),
            ("", None),
        ] {
            assert_eq!(short_name(long).as_deref(), short, "{long}");
        }
    }

    #[test]
    fn a_longer_beginning_stands_before_a_shorter_one() {
        for (position, (start, _)) in SHORT.iter().enumerate() {
            let hidden_by = SHORT[..position]
                .iter()
                .find(|(before, _)| start.starts_with(before));
            assert!(hidden_by.is_none(), "{start} is never reached");
        }
    }
}
