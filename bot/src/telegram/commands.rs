//! Commands of the Telegram menu, each said as the sentence that it stands for: the dialogue
//! understands one language only.

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Command {
    /// Without its slash.
    pub name: &'static str,
    /// Shown in the menu.
    pub description: &'static str,
    /// What a person would write instead.
    pub sentence: &'static str,
}

/// The menu, in its order.
pub(super) const COMMANDS: [Command; 7] = [
    Command {
        name: "recommencer",
        description: "Repartir de zéro",
        sentence: "je veux recommencer",
    },
    Command {
        name: "retour",
        description: "Revenir à la question d’avant",
        sentence: "retour",
    },
    Command {
        name: "mes_rdv",
        description: "Voir mes rendez-vous",
        sentence: "mes rendez-vous",
    },
    Command {
        name: "mes_donnees",
        description: "Voir ce que Tandem sait de moi",
        sentence: "mes données",
    },
    Command {
        name: "supprimer",
        description: "Effacer mes données",
        sentence: "supprimer mes données",
    },
    Command {
        name: "humain",
        description: "Parler à un humain",
        sentence: "parler à un humain",
    },
    Command {
        name: "aide",
        description: "Comment ça marche",
        sentence: "aide",
    },
];

/// The sentence of a command; an unknown command is read as its own words ("/boulanger").
pub(super) fn sentence(name: &str) -> String {
    COMMANDS
        .iter()
        .find(|command| command.name == name)
        .map_or_else(
            || name.replace('_', " "),
            |command| command.sentence.to_owned(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_keeps_the_limits_of_the_bot_api() {
        for command in COMMANDS {
            assert!((1..=32).contains(&command.name.len()));
            assert!(
                command
                    .name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            );
            assert!((1..=256).contains(&command.description.chars().count()));
        }
        assert_eq!(sentence("mes_rdv"), "mes rendez-vous");
        assert_eq!(sentence("boulanger"), "boulanger");
    }
}
