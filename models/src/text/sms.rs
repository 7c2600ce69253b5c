//! SMS spelling and words run together, written out.

use super::{Kind, Word};

/// Writes out every word of the table; the parts keep the span of what was typed.
pub(super) fn expand(words: &[Word]) -> Vec<Word> {
    let mut expanded = Vec::with_capacity(words.len() + 4);
    for (index, word) in words.iter().enumerate() {
        let next = words.get(index + 1);
        let before = index.checked_sub(1).map(|previous| &words[previous]);
        match written_out(word, before, next) {
            Some(text) => expanded.extend(text.split(' ').map(|part| Word {
                text: part.to_owned(),
                ..word.clone()
            })),
            None => match split_subject(word) {
                Some((subject, verb)) => {
                    expanded.push(Word {
                        text: subject.to_owned(),
                        ..word.clone()
                    });
                    expanded.push(Word {
                        text: verb,
                        ..word.clone()
                    });
                }
                None => expanded.push(word.clone()),
            },
        }
    }
    expanded
}

/// "jaime" → "j aime", "jveux" → "je veux".
fn split_subject(word: &Word) -> Option<(&'static str, String)> {
    let verb = word.text.strip_prefix('j')?;
    let known = [
        "aime",
        "aimerais",
        "aimerai",
        "adore",
        "adorerais",
        "habite",
        "ai",
        "avais",
        "etais",
        "arrete",
        "hesite",
        "espere",
        "arrive",
        "attends",
        "aimais",
    ];
    if known.contains(&verb) {
        return Some(("j", verb.to_owned()));
    }
    let known = [
        "cherche",
        "veux",
        "veu",
        "voudrais",
        "voudrai",
        "suis",
        "peux",
        "peu",
        "deteste",
        "prefere",
        "sais",
        "bosse",
        "viens",
        "vis",
        "kiffe",
        "fais",
        "pense",
        "vais",
        "connais",
        "comprends",
        "comprend",
        "rentre",
        "passe",
    ];
    known.contains(&verb).then(|| {
        let verb = match verb {
            "veu" => "veux",
            "peu" => "peux",
            other => other,
        };
        ("je", verb.to_owned())
    })
}

fn written_out(word: &Word, before: Option<&Word>, next: Option<&Word>) -> Option<&'static str> {
    let next_is_number = next.is_some_and(|next| next.kind == Kind::Number);
    let apostrophe_follows = next.is_some_and(|next| next.glued && next.kind == Kind::Word);
    let after_number = before.is_some_and(|before| before.kind == Kind::Number);
    Some(match word.text.as_str() {
        "g" if next_is_number => "j ai",
        "c" if !apostrophe_follows && !after_number && !word.capital => "c est",
        "chui" | "chuis" | "jsui" | "shui" | "chu" => "je suis",
        "jte" => "je te",
        "jme" => "je me",
        "jmappelle" | "jmapelle" | "mappelle" => "je m appelle",
        "jcrois" => "je crois",
        "jpp" => "j en peux plus",
        "jsp" | "jsais" | "jsai" | "chepa" | "chaipa" | "chais" | "jspas" | "chepas" | "aucune"
            if word.text != "aucune" =>
        {
            if matches!(word.text.as_str(), "jsais" | "jsai" | "chais") {
                "je sais"
            } else {
                "je sais pas"
            }
        }
        "idk" => "je sais pas",
        "bcp" | "bcps" => "beaucoup",
        "pr" => "pour",
        "ds" => "dans",
        "av" | "avk" | "avc" => "avec",
        "tt" => "tout",
        "ts" => "tous",
        "tjs" | "tjr" | "tjrs" => "toujours",
        "qd" | "kan" | "kand" => "quand",
        "pk" | "pq" | "pourkoi" | "prkoi" | "pourqoi" | "pkoi" => "pourquoi",
        "koi" | "kwa" | "qoi" => "quoi",
        "kel" | "kelle" | "qel" => "quel",
        "kelke" => "quelque",
        "keske" | "kesk" | "qesque" => "qu est ce que",
        "cmb" | "cb" | "combi1" | "kombien" => "combien",
        "cmt" | "commen" | "koman" => "comment",
        "ki" => "qui",
        "ke" | "qe" => "que",
        "pa" => "pas",
        "slt" | "slut" | "salu" | "slm" => "salut",
        "bjr" | "bonjr" | "bnjour" | "bonjours" | "bjour" => "bonjour",
        "bsr" => "bonsoir",
        "cc" => "coucou",
        "mrc" | "mrci" | "merc" | "thx" | "thanks" => "merci",
        "stp" => "s il te plait",
        "svp" => "s il vous plait",
        "dsl" | "desole" => "desole",
        "rdv" | "rendezvous" | "rdvs" => "rendez vous",
        "oe" | "ouai" | "ouais" | "we" | "wi" | "ui" | "oue" | "ouep" | "yes" | "yep" | "ouip"
        | "ouii" | "yess" => "oui",
        "nn" | "nan" | "nope" | "nop" | "noon" => "non",
        "ok" | "oki" | "okay" | "dac" | "dacc" | "okk" | "okey" | "k" => "ok",
        "auj" | "ajd" | "ajrd" => "aujourd hui",
        "mtn" | "mnt" | "maintenan" => "maintenant",
        "qqch" | "qqchose" | "qlq" => "quelque chose",
        "qqn" | "qqun" => "quelqu un",
        "tro" => "trop",
        "psk" | "pcq" | "parske" | "paske" | "pck" | "prcq" => "parce que",
        "vrmt" | "vrm" | "vrai" if word.text != "vrai" => "vraiment",
        "ptet" | "ptetre" | "petetre" => "peut etre",
        "ya" => "il y a",
        "yen" => "il y en",
        "fo" => "faut",
        "veu" => "veux",
        "sui" => "suis",
        "tg" => "ta gueule",
        "fdp" => "fils de pute",
        "ntm" => "nique ta mere",
        "asap" => "des que possible",
        "dpt" => "departement",
        "min" | "mn" | "mins" | "minute" => "minutes",
        "kms" | "klm" | "kilometre" | "kilometres" | "bornes" | "borne" | "kil" | "kils"
            if after_number =>
        {
            "km"
        }
        "apprentisage" | "aprentissage" | "aprentisage" | "apprentissages" => "apprentissage",
        "aprenti" | "aprentis" => "apprenti",
        "alternence" | "altérnance" | "altern" => "alternance",
        "boulo" => "boulot",
        "cv" => "cv",
        "chez" => "chez",
        "orienter" => "orienter",
        "entreprize" | "entreprse" => "entreprise",
        "tel" if next_is_number => "telephone",
        "bacpro" => "bac pro",
        "zero" if after_number => "zero",
        _ => return None,
    })
}
