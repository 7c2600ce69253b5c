//! People who sign in to work here, as the settings name them.

use serde::{Deserialize, Deserializer};
use tandem_store::Account;

/// Who signs in to work here.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffConfig {
    /// Those who answer young people.
    counsellors: People,
    /// Those who also read what was not understood.
    admins: People,
}

/// What somebody may do here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StaffRole {
    /// Answers young people.
    Counsellor,
    /// The same, and reads what was not understood.
    Admin,
}

/// Somebody named in the settings.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// As young people read it: "Marie, conseillère".
    pub name: String,
    /// Address, in lower case.
    pub mail: String,
    /// What they may do.
    pub role: StaffRole,
}

impl StaffMember {
    /// As the store knows them.
    pub fn account(&self) -> Account {
        Account::Staff {
            mail: self.mail.clone(),
        }
    }
}

impl std::fmt::Debug for StaffMember {
    /// Never prints who.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "StaffMember({:?})", self.role)
    }
}

impl StaffConfig {
    /// Whether anybody may answer.
    pub fn is_empty(&self) -> bool {
        self.counsellors.0.is_empty() && self.admins.0.is_empty()
    }

    /// Addresses of those who are called when a young person waits: who answers, or the admins when
    /// nobody else does.
    pub fn called(&self) -> Vec<String> {
        let people = if self.counsellors.0.is_empty() {
            &self.admins
        } else {
            &self.counsellors
        };
        let mut mails: Vec<String> = people.0.iter().map(|(_, mail)| mail.clone()).collect();
        mails.sort();
        mails.dedup();
        mails
    }

    /// Whoever has that address; the wider role first.
    pub fn find(&self, mail: &str) -> Option<StaffMember> {
        let mail = mail.trim().to_lowercase();
        let among = |people: &People, role| {
            let found = people.0.iter().find(|(_, address)| *address == mail);
            found.map(|(name, mail)| StaffMember {
                name: name.clone(),
                mail: mail.clone(),
                role,
            })
        };
        among(&self.admins, StaffRole::Admin)
            .or_else(|| among(&self.counsellors, StaffRole::Counsellor))
    }

    /// Whose account that is, as long as the settings name them.
    pub fn of_account(&self, account: &Account) -> Option<StaffMember> {
        match account {
            Account::Staff { mail } => self.find(mail),
        }
    }
}

impl std::fmt::Debug for StaffConfig {
    /// Says how many, not who.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("StaffConfig")
            .field("counsellors", &self.counsellors.0.len())
            .field("admins", &self.admins.0.len())
            .finish()
    }
}

/// Names and addresses.
#[derive(Clone, Default)]
struct People(Vec<(String, String)>);

impl<'de> Deserialize<'de> for People {
    /// Reads "Marie, conseillère <marie@exemple.fr>, Paul <paul@exemple.fr>" or a list of such.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Shape {
            Line(String),
            List(Vec<String>),
        }
        let line = match Shape::deserialize(deserializer)? {
            Shape::Line(line) => line,
            Shape::List(list) => list.join(","),
        };
        people(&line).map(Self).map_err(serde::de::Error::custom)
    }
}

fn people(line: &str) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let wanted = || format!("expected \"Name <address>\" instead of {rest:?}");
        let (name, after) = rest.split_once('<').ok_or_else(wanted)?;
        let (mail, after) = after.split_once('>').ok_or_else(wanted)?;
        let name = name.trim();
        if name.is_empty() || !mail.contains('@') {
            return Err(wanted());
        }
        found.push((name.to_owned(), mail.trim().to_lowercase()));
        rest = after.trim_start_matches([',', ';', ' ', '\n']);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_named_with_their_title_and_found_by_address() {
        let config = StaffConfig {
            counsellors: People(
                people("Marie, conseillère <Marie@Exemple.fr>, Paul <paul@exemple.fr>").unwrap(),
            ),
            admins: People(people("Ana <ana@exemple.fr>").unwrap()),
        };
        let marie = config.find(" marie@exemple.FR ").unwrap();
        assert_eq!(marie.name, "Marie, conseillère");
        assert_eq!(marie.role, StaffRole::Counsellor);
        assert_eq!(config.of_account(&marie.account()), Some(marie));
        assert_eq!(
            config.find("ana@exemple.fr").unwrap().role,
            StaffRole::Admin
        );
        assert_eq!(config.find("autre@exemple.fr"), None);
        assert!(!format!("{config:?}").contains("exemple"));
    }

    #[test]
    fn an_address_without_a_name_is_refused_in_words() {
        for line in ["paul@exemple.fr", "Paul <paul>", "<paul@exemple.fr>", "P <"] {
            assert!(people(line).unwrap_err().contains("Name <address>"));
        }
        assert!(people("  ").unwrap().is_empty());
    }
}
