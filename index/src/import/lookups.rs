//! Tables that link rows to trades; filled from items imported before.

use std::collections::HashMap;

use tandem_models::{DiplomaLevel, RomeCode, Understander};

use super::item::{Activity, Certification, CertificationTrade, Hirings};
use crate::supply::HiringTrade;

/// What importers may consult.
#[derive(Debug, Clone, Copy)]
pub struct Lookups<'a> {
    /// Reads titles, knows communes and NAF classes.
    pub understander: &'a Understander,
    /// Certification → trades.
    pub certifications: &'a Certifications,
    /// NAF class → label and hirings by trade.
    pub activities: &'a Activities,
}

/// Steps followed from a certification to those it replaced or that replaced it.
const MOST_STEPS: usize = 4;

/// Certification → trades, by RNCP and by CFD, through replaced certifications too.
#[derive(Debug, Clone, Default)]
pub struct Certifications {
    trades: HashMap<String, Vec<RomeCode>>,
    rncp_of_cfd: HashMap<String, Vec<String>>,
    related: HashMap<String, Vec<String>>,
    titles: HashMap<String, (String, Option<DiplomaLevel>)>,
}

fn add<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if !values.contains(&value) {
        values.push(value);
    }
}

impl Certifications {
    /// Adds a certification.
    pub fn add(&mut self, certification: &Certification) {
        for code in [&certification.cfd, &certification.rncp]
            .into_iter()
            .flatten()
        {
            let titled = || (certification.title.clone(), certification.level);
            self.titles.entry(code.clone()).or_insert_with(titled);
        }
        let Some(rncp) = &certification.rncp else {
            return;
        };
        if let Some(cfd) = &certification.cfd {
            add(
                self.rncp_of_cfd.entry(cfd.clone()).or_default(),
                rncp.clone(),
            );
        }
        for other in certification.previous.iter().chain(&certification.next) {
            add(self.related.entry(rncp.clone()).or_default(), other.clone());
            add(self.related.entry(other.clone()).or_default(), rncp.clone());
        }
    }

    /// Adds a trade of a certification.
    pub fn add_trade(&mut self, link: &CertificationTrade) {
        add(self.trades.entry(link.rncp.clone()).or_default(), link.rome);
    }

    /// Title and level of a certification, by RNCP code first.
    pub fn title(
        &self,
        cfd: Option<&str>,
        rncp: Option<&str>,
    ) -> Option<(String, Option<DiplomaLevel>)> {
        [rncp, cfd]
            .into_iter()
            .flatten()
            .find_map(|code| self.titles.get(code))
            .cloned()
    }

    /// Trades of a certification: those of its RNCP code, else of its CFD's, else of the
    /// nearest certifications it replaced or that replaced it. Empty: unknown.
    pub fn trades(&self, cfd: Option<&str>, rncp: Option<&str>) -> Vec<RomeCode> {
        let mut front: Vec<&str> = rncp.into_iter().collect();
        let mut seen = front.clone();
        let found = self.trades_of(&front);
        if !found.is_empty() {
            return found;
        }
        for other in cfd
            .and_then(|code| self.rncp_of_cfd.get(code))
            .into_iter()
            .flatten()
        {
            if !seen.contains(&other.as_str()) {
                seen.push(other);
                front.push(other);
            }
        }
        for _ in 0..MOST_STEPS {
            let found = self.trades_of(&front);
            if !found.is_empty() {
                return found;
            }
            let mut next = Vec::new();
            for other in front
                .iter()
                .filter_map(|rncp| self.related.get(*rncp))
                .flatten()
            {
                if !seen.contains(&other.as_str()) {
                    seen.push(other);
                    next.push(other.as_str());
                }
            }
            front = next;
        }
        Vec::new()
    }

    fn trades_of(&self, rncps: &[&str]) -> Vec<RomeCode> {
        let mut found = Vec::new();
        for trade in rncps
            .iter()
            .filter_map(|rncp| self.trades.get(*rncp))
            .flatten()
        {
            add(&mut found, *trade);
        }
        found
    }
}

/// Trades kept for one NAF class.
const MOST_TRADES: usize = 8;
/// Share of a class's hirings below which a trade is not kept.
const LEAST_AFFINITY: f32 = 0.02;
/// Affinity of the first trade when no hirings are known; the n-th gets this divided by n.
const GUESSED_AFFINITY: f32 = 0.6;

/// NAF class → label and trades.
#[derive(Debug, Clone, Default)]
pub struct Activities {
    labels: HashMap<String, String>,
    hirings: HashMap<String, Vec<(RomeCode, u32)>>,
}

impl Activities {
    /// Adds a label.
    pub fn add_label(&mut self, activity: &Activity) {
        self.labels
            .insert(activity.naf.clone(), activity.label.clone());
    }

    /// Adds hirings.
    pub fn add_hirings(&mut self, hirings: &Hirings) {
        let of_class = self.hirings.entry(hirings.naf.clone()).or_default();
        of_class.push((hirings.rome, hirings.count));
    }

    /// Label of a class.
    pub fn label(&self, naf: &str) -> Option<&str> {
        self.labels.get(naf).map(String::as_str)
    }

    /// Trades of a class by share of its hirings, else as the understander knows them; best
    /// first, at most eight.
    pub fn trades(&self, naf: &str, understander: &Understander) -> Vec<HiringTrade> {
        let Some(hirings) = self.hirings.get(naf) else {
            let known = understander.trades_of_naf(naf);
            let ranks = std::iter::successors(Some(1.0_f32), |rank| Some(rank + 1.0));
            return known
                .into_iter()
                .zip(ranks)
                .take(MOST_TRADES)
                .map(|(rome, rank)| HiringTrade {
                    rome,
                    affinity: GUESSED_AFFINITY / rank,
                })
                .collect();
        };
        let total: f64 = hirings.iter().map(|(_, count)| f64::from(*count)).sum();
        let mut sorted = hirings.clone();
        sorted.sort_by(|(a, many), (b, more)| more.cmp(many).then(a.cmp(b)));
        sorted
            .into_iter()
            .take(MOST_TRADES)
            .enumerate()
            .map(|(rank, (rome, count))| (rank, rome, share(count, total)))
            .filter(|(rank, _, affinity)| *rank == 0 || *affinity >= LEAST_AFFINITY)
            .map(|(_, rome, affinity)| HiringTrade { rome, affinity })
            .collect()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
fn share(count: u32, total: f64) -> f32 {
    (f64::from(count) / total.max(1.0)) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certification(cfd: &str, rncp: &str, previous: &[&str]) -> Certification {
        Certification {
            cfd: Some(cfd.to_owned()),
            rncp: Some(rncp.to_owned()),
            title: String::new(),
            level: None,
            in_apprenticeship: None,
            until: None,
            previous: previous.iter().map(|&code| code.to_owned()).collect(),
            next: Vec::new(),
        }
    }

    #[test]
    fn trades_come_by_rncp_then_cfd_then_what_was_replaced() {
        let mut table = Certifications::default();
        table.add(&certification("50022101", "RNCP37537", &["RNCP18704"]));
        table.add(&certification("50022102", "RNCP1", &[]));
        let link = |rncp: &str, rome: &str| CertificationTrade {
            rncp: rncp.to_owned(),
            rome: rome.parse().unwrap(),
        };
        table.add_trade(&link("RNCP18704", "D1102"));
        let found = |cfd, rncp| {
            let trades = table.trades(cfd, rncp);
            trades
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(found(None, Some("RNCP18704")), "D1102");
        assert_eq!(found(None, Some("RNCP37537")), "D1102");
        assert_eq!(found(Some("50022101"), None), "D1102");
        assert_eq!(found(Some("50022102"), None), "");
        assert_eq!(found(None, Some("RNCP99999")), "");
    }
}
