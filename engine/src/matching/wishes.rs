//! What a profile asks for, ready to search and to rank with.

use tandem_models::{
    AgeBand, DiplomaLevel, Point, Reach, Riasec, RomeCode, SchoolStage, StartWish, TravelMode,
    Understander,
};

use crate::matching::travel::{km_within, travel_minutes};
use crate::profile::Profile;

/// Radius when nobody said how far, in kilometres: half an hour to an hour by most means.
const DEFAULT_RADIUS_KM: f64 = 30.0;
/// Smallest radius searched: places are known to the commune only.
const SMALLEST_RADIUS_KM: f64 = 3.0;
/// Trades taken from domains or interests at most, most taught first.
const MOST_TRADES: usize = 60;
/// Longest trip counted as comfortable when one would go anywhere, in minutes.
const ANYWHERE_MINUTES: f64 = 180.0;

/// Why a trade is among the wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TradeSource {
    /// The person named it, or an activity of it.
    Named,
    /// It belongs to a domain or an interest that they chose.
    Interest,
    /// It is near a trade that they named, for which nothing was found.
    Neighbour,
}

/// A trade to look for.
#[derive(Debug, Clone, PartialEq)]
pub struct WishedTrade {
    /// Trade.
    pub rome: RomeCode,
    /// 0 to 1.
    pub fit: f32,
    /// How it is said to people; the code when we have no words for it.
    pub label: String,
    /// Why it is here.
    pub source: TradeSource,
}

/// What a profile asks for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wishes {
    /// Trades, best first, none of them rejected; empty: any.
    pub trades: Vec<WishedTrade>,
    /// Trades rejected.
    pub not_trades: Vec<RomeCode>,
    /// Point of the commune of home.
    pub home: Option<Point>,
    /// How far.
    pub reach: Option<Reach>,
    /// How.
    pub travel_mode: Option<TravelMode>,
    /// Class or diploma now.
    pub level_now: Option<SchoolStage>,
    /// Level aimed at.
    pub target_level: Option<DiplomaLevel>,
    /// Age band, only to guess how one travels.
    pub age_band: Option<AgeBand>,
    /// When.
    pub start: Option<StartWish>,
    /// Already has an employer.
    pub has_employer: bool,
}

impl Wishes {
    /// Reads a profile. Trades named come first; without any, those of the chosen domains, else
    /// those of the chosen interests.
    pub fn of(profile: &Profile, understander: &Understander) -> Self {
        let named = profile
            .trades
            .iter()
            .map(|wanted| wished(wanted.rome, wanted.fit, TradeSource::Named, understander));
        let mut trades: Vec<WishedTrade> = named.collect();
        if trades.is_empty() {
            trades = chosen(profile, understander);
        }
        trades.retain(|trade| !profile.not_trades.contains(&trade.rome));
        let home = profile
            .place
            .and_then(|insee| understander.places().get(insee))
            .and_then(|commune| commune.point);
        Self {
            trades,
            not_trades: profile.not_trades.clone(),
            home,
            reach: profile.reach,
            travel_mode: profile.travel_mode,
            level_now: profile.level_now,
            target_level: profile.target_level,
            age_band: profile.age_band,
            start: profile.start,
            has_employer: profile.has_employer.unwrap_or_default(),
        }
    }

    /// The same wishes for the trades near to these, half as fitting; `None` when there are none.
    pub fn neighbours(&self, understander: &Understander) -> Option<Self> {
        let mut trades: Vec<WishedTrade> = Vec::new();
        for trade in &self.trades {
            let near = understander
                .trade(trade.rome)
                .map_or(&[][..], |known| &known.near);
            for &rome in near {
                let is_known = trades
                    .iter()
                    .chain(&self.trades)
                    .any(|known| known.rome == rome);
                if !is_known && !self.not_trades.contains(&rome) {
                    let fit = trade.fit * 0.5;
                    trades.push(wished(rome, fit, TradeSource::Neighbour, understander));
                }
            }
        }
        (!trades.is_empty()).then(|| Self {
            trades,
            ..self.clone()
        })
    }

    /// Codes of the trades.
    pub(super) fn romes(&self) -> Vec<RomeCode> {
        self.trades.iter().map(|trade| trade.rome).collect()
    }

    /// The wish for that trade.
    pub(super) fn wish_for(&self, rome: RomeCode) -> Option<&WishedTrade> {
        self.trades.iter().find(|trade| trade.rome == rome)
    }

    /// Whether these trades, best first, are what the person rejected.
    pub(super) fn rejects(&self, romes: &[RomeCode]) -> bool {
        romes
            .first()
            .is_some_and(|first| self.not_trades.contains(first))
    }

    /// How they travel: what they said, else the bus for the young, else a car.
    pub(super) fn assumed_mode(&self) -> TravelMode {
        self.travel_mode.unwrap_or(match self.age_band {
            Some(AgeBand::Under15 | AgeBand::From15To17) => TravelMode::Bus,
            _ => TravelMode::Car,
        })
    }

    /// Radius to begin with in kilometres; `None`: anywhere.
    pub fn radius_km(&self) -> Option<f64> {
        let radius = match self.reach {
            None => DEFAULT_RADIUS_KM,
            Some(Reach::Kilometres(km)) => f64::from(km),
            Some(Reach::Minutes(minutes)) => km_within(self.assumed_mode(), f64::from(minutes)),
            Some(Reach::Anywhere) => return None,
        };
        Some(radius.max(SMALLEST_RADIUS_KM))
    }

    /// Minutes of a trip at the edge of what they can do.
    pub(super) fn limit_minutes(&self) -> f64 {
        match (self.reach, self.radius_km()) {
            (Some(Reach::Minutes(minutes)), _) => f64::from(minutes.max(5)),
            (_, Some(radius_km)) => travel_minutes(self.assumed_mode(), radius_km),
            (_, None) => ANYWHERE_MINUTES,
        }
    }

    /// Levels worth showing, empty for all: the level aimed at, else those that follow the class.
    pub fn levels(&self) -> Vec<DiplomaLevel> {
        use DiplomaLevel::{Eight, Five, Four, Seven, Six, Three};
        match (self.target_level, self.level_now) {
            (Some(target), _) => vec![target],
            (None, None) => Vec::new(),
            (None, Some(stage)) => match stage {
                SchoolStage::NoDiploma
                | SchoolStage::Troisieme
                | SchoolStage::Seconde
                | SchoolStage::Premiere
                | SchoolStage::Cap => vec![Three, Four],
                SchoolStage::Terminale | SchoolStage::Bac => vec![Five, Six],
                SchoolStage::BacPlus2 | SchoolStage::BacPlus3 => vec![Six, Seven],
                SchoolStage::BacPlus5 => vec![Seven, Eight],
            },
        }
    }
}

/// Trades of the chosen domains, else of the chosen interests, best first.
fn chosen(profile: &Profile, understander: &Understander) -> Vec<WishedTrade> {
    let mut trades = Vec::new();
    for domain in understander.domains() {
        let is_chosen = profile.domains.contains(&domain.domain);
        for trade in &domain.trades {
            let fit = if is_chosen {
                0.8
            } else if profile.domains.is_empty() {
                interest_fit(&trade.riasec, &profile.interests)
            } else {
                0.0
            };
            if fit > 0.0 {
                trades.push(WishedTrade {
                    rome: trade.rome,
                    fit,
                    label: trade.label.clone(),
                    source: TradeSource::Interest,
                });
            }
        }
    }
    trades.sort_by(|one, other| other.fit.total_cmp(&one.fit));
    trades.truncate(MOST_TRADES);
    trades
}

/// How well the types of a trade meet the interests chosen, most chosen first.
fn interest_fit(types: &[Riasec], interests: &[Riasec]) -> f32 {
    match types {
        [major, rest @ ..] if interests.first() == Some(major) => {
            if rest.iter().any(|minor| interests.contains(minor)) {
                0.9
            } else {
                0.75
            }
        }
        [major, ..] if interests.contains(major) => 0.6,
        _ => 0.0,
    }
}

fn wished(
    rome: RomeCode,
    fit: f32,
    source: TradeSource,
    understander: &Understander,
) -> WishedTrade {
    let label = understander
        .trade(rome)
        .map_or_else(|| rome.as_str().to_owned(), |trade| trade.label.clone());
    WishedTrade {
        rome,
        fit,
        label,
        source,
    }
}
