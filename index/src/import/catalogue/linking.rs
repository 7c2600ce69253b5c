//! What all catalogues share: keys seen once, centres yielded once, trades and flags.

use std::collections::{HashMap, HashSet};

use tandem_models::RomeCode;

use super::super::error::ImportError;
use super::super::item::Item;
use super::super::lookups::Lookups;
use super::super::names::readable_name;
use super::super::report::{Reason, Remark};
use super::super::run::{Run, Verdict};
use super::super::values;
use crate::supply::{
    Centre, CentreId, CentreNature, Location, PlaceLink, Siret, TradeLink, Training,
};

/// A row read: its training before it is linked, its centre, and what its title may add.
pub(crate) struct Draft {
    /// `romes` and `trade_link` still say only what the source says.
    pub(crate) training: Training,
    /// The centre.
    pub(crate) centre: Centre,
    /// Other wordings of the title, for linking.
    pub(crate) other_titles: Vec<String>,
}

/// Why a row gives no training.
pub(crate) enum Refused {
    /// Not published.
    Closed,
    /// To be put aside.
    For(Remark),
}

/// Trades kept from a title.
const MOST_TRADES: usize = 3;
/// Share of the best score that a further trade of a title must reach.
const NEAR_BEST: f32 = 0.6;

/// Memory of one import.
pub(crate) struct Book<'a> {
    lookups: &'a Lookups<'a>,
    seen: HashSet<String>,
    centres: HashSet<CentreId>,
    by_title: HashMap<String, Vec<RomeCode>>,
}

impl<'a> Book<'a> {
    pub(crate) fn new(lookups: &'a Lookups<'a>) -> Self {
        Self {
            lookups,
            seen: HashSet::new(),
            centres: HashSet::new(),
            by_title: HashMap::new(),
        }
    }

    /// Links a draft, flags what is missing, and yields its centre the first time.
    pub(crate) fn judge(
        &mut self,
        line: u64,
        read: Result<Draft, Refused>,
        run: &mut Run<'_>,
    ) -> Result<Verdict, ImportError> {
        let mut draft = match read {
            Ok(draft) => draft,
            Err(Refused::Closed) => return Ok(Verdict::Skip(Reason::Closed)),
            Err(Refused::For(remark)) => return Ok(Verdict::Quarantine(remark)),
        };
        let key = draft.training.id.to_string();
        if !self.seen.insert(key.clone()) {
            return Ok(Verdict::Quarantine(Remark::new(
                line,
                "",
                &key,
                Reason::Duplicate,
            )));
        }
        self.link(&mut draft);
        let Draft {
            training, centre, ..
        } = draft;
        let is_placed = training.place_link != PlaceLink::Missing;
        let is_linked = training.trade_link != TradeLink::Missing;
        if !is_placed {
            run.flag(Remark::new(line, "", &key, Reason::NotPlaced))?;
        }
        if !is_linked {
            run.flag(Remark::new(line, "", &training.title, Reason::NotLinked))?;
        }
        if centre.id.as_str().starts_with("nom:") {
            run.flag(Remark::new(line, "", &centre.name, Reason::CentreByName))?;
        }
        run.count(is_placed.then_some(()), is_linked.then_some(()));
        let mut items = Vec::with_capacity(2);
        if self.centres.insert(centre.id.clone()) {
            items.push(Item::Centre(centre));
        }
        items.push(Item::Training(training));
        Ok(Verdict::Keep(items))
    }

    /// Trades: of the source, else of the certification, else of the title.
    fn link(&mut self, draft: &mut Draft) {
        let training = &mut draft.training;
        if !training.romes.is_empty() {
            training.trade_link = TradeLink::Source;
            return;
        }
        let table = self.lookups.certifications;
        training.romes = table.trades(training.cfd.as_deref(), training.rncp.as_deref());
        if !training.romes.is_empty() {
            training.trade_link = TradeLink::Certification;
            return;
        }
        training.trade_link = TradeLink::Missing;
        for title in std::iter::once(&training.title).chain(&draft.other_titles) {
            let found = self.by_title.entry(title.clone()).or_insert_with(|| {
                let candidates = self.lookups.understander.trades_of_title(title);
                let best = candidates.first().map_or(0.0, |candidate| candidate.score);
                let near = candidates.iter().filter(|c| c.score >= best * NEAR_BEST);
                near.take(MOST_TRADES)
                    .map(|candidate| candidate.rome)
                    .collect()
            });
            if !found.is_empty() {
                training.romes.clone_from(found);
                training.trade_link = TradeLink::Title;
                return;
            }
        }
    }
}

/// What a row says of its centre.
pub(crate) struct RawCentre<'a> {
    pub(crate) formateur_siret: &'a str,
    pub(crate) responsable_siret: &'a str,
    pub(crate) uais: Vec<String>,
    pub(crate) name: &'a str,
    pub(crate) location: Location,
}

/// The centre that teaches: known by its SIRET, else by that of the body that manages, else by
/// its UAI, else by its name and commune.
pub(crate) fn centre(raw: RawCentre<'_>) -> Centre {
    let formateur: Option<Siret> = raw.formateur_siret.parse().ok();
    let responsable: Option<Siret> = raw.responsable_siret.parse().ok();
    let uai = raw.uais.iter().find_map(|code| values::uai(code));
    let is_both = formateur.is_some() && formateur == responsable;
    let nature = match (&formateur, &responsable) {
        (Some(_), _) if is_both => CentreNature::ResponsableFormateur,
        (Some(_), _) => CentreNature::Formateur,
        (None, Some(_)) => CentreNature::Responsable,
        (None, None) => CentreNature::Unknown,
    };
    let name = match readable_name(raw.name) {
        name if name.is_empty() => format!("Centre de formation, {}", raw.location.city),
        name => name,
    };
    let siret = formateur.or(responsable);
    let id = match (&siret, &uai) {
        (Some(siret), _) => siret.to_string(),
        (None, Some(uai)) => format!("uai:{uai}"),
        (None, None) => {
            let insee = raw
                .location
                .insee
                .map(|code| code.to_string())
                .unwrap_or_default();
            format!("nom:{}:{insee}", values::fold(&name))
        }
    };
    Centre {
        id: CentreId(id),
        siret,
        uai,
        name,
        nature,
        qualiopi: None,
        location: raw.location,
        mail: None,
        phone: None,
        is_demo: false,
    }
}
