//! What a sentence means: an intent and facts, each with its span and its score.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{InseeCode, RomeCode};
use crate::levels::{DiplomaLevel, SchoolStage};

/// What the person wants to do with this sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the names are the definition, see models/data/intents.yml"
)]
pub enum Intent {
    Inform,
    AskQuestion,
    BookAppointment,
    Apply,
    SeeMore,
    WhyThis,
    ChangeAnswer,
    Undo,
    Restart,
    MyAppointments,
    CancelAppointment,
    Reschedule,
    Help,
    Human,
    MyData,
    DeleteData,
    Stop,
    Greet,
    Thanks,
    Goodbye,
    Affirm,
    Deny,
    DontKnow,
    Distress,
    Insult,
    OffTopic,
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the names are the definition, see models/data/topics.yml"
)]
pub enum Topic {
    Pay,
    Contract,
    Rhythm,
    AgeLimits,
    Aids,
    Housing,
    Transport,
    Disability,
    Rupture,
    StartDates,
    Admission,
    Diplomas,
    FindEmployer,
    Cost,
    Holidays,
    Abroad,
    Definition,
    Exams,
    GrantsFamily,
    StatusStudentCard,
}

/// Byte range of the original sentence that a fact was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A value with the place it was read from and how sure the reading is (0 to 1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found<T> {
    /// What was read.
    pub value: T,
    /// How sure, 0 to 1.
    pub score: f32,
    /// Where.
    pub span: Span,
}

/// Age as a band, never a birth date (CHANNELS privacy 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeBand {
    /// Under 15: books through a parent.
    Under15,
    /// 15 to 17.
    From15To17,
    /// 18 to 25.
    From18To25,
    /// 26 and over.
    From26,
}

/// How a person travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TravelMode {
    /// À pied.
    Walk,
    /// Vélo, trottinette.
    Bike,
    /// Bus, tram, métro.
    Bus,
    /// Train.
    Train,
    /// Voiture, scooter, covoiturage.
    Car,
}

/// How far a person can go, as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// "pas plus de 20 km".
    Kilometres(u16),
    /// "30 minutes", with or without a mode.
    Minutes(u16),
    /// "n'importe où", "partout en France".
    Anywhere,
}

/// When a person can start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartWish {
    /// "le plus vite possible".
    Asap,
    /// "en septembre", resolved to the first day of the next such month.
    From(Date),
    /// "peu importe".
    Whenever,
}

/// A trade that the sentence may mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TradeCandidate {
    /// The trade.
    pub rome: RomeCode,
    /// Its label as we say it.
    pub label: String,
    /// How sure, 0 to 1.
    pub score: f32,
    /// Where it was read.
    pub span: Span,
}

/// A town, or several of the same name between which to ask.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceMention {
    /// The best reading (most populated among equals).
    pub insee: InseeCode,
    /// Its name.
    pub name: String,
    /// Other communes that this spelling names as well as the best one.
    pub homonyms: Vec<InseeCode>,
}

/// Personal data seen in the sentence, to be masked before anything is kept (CHANNELS privacy 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SensitiveKind {
    /// A phone number.
    Phone,
    /// A mail address.
    Mail,
    /// A social security number.
    Nir,
    /// Health or disability.
    Health,
    /// Religion.
    Religion,
    /// Police or justice.
    Police,
}

/// Everything understood from one sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meaning {
    /// The intent; `Inform` when facts were given and nothing else was asked.
    pub intent: Found<Intent>,
    /// Topic of a question.
    pub topic: Option<Found<Topic>>,
    /// Trades wanted, best first, at most eight.
    pub trades: Vec<TradeCandidate>,
    /// Trades rejected ("tout sauf la vente").
    pub not_trades: Vec<TradeCandidate>,
    /// Where the person is.
    pub place: Option<Found<PlaceMention>>,
    /// Text that looks like a town but names none that we know.
    pub unknown_place: Option<Found<String>>,
    /// Class or diploma now.
    pub level_now: Option<Found<SchoolStage>>,
    /// Diploma level aimed at.
    pub target_level: Option<Found<DiplomaLevel>>,
    /// How far.
    pub reach: Option<Found<Reach>>,
    /// How.
    pub travel_mode: Option<Found<TravelMode>>,
    /// Age band.
    pub age_band: Option<Found<AgeBand>>,
    /// When.
    pub start: Option<Found<StartWish>>,
    /// Has an employer already ("j'ai déjà un patron").
    pub has_employer: Option<Found<bool>>,
    /// The sentence corrects an earlier answer ("en fait", "non plutôt").
    pub is_correction: bool,
    /// A parent writes for a child: the facts are the child's, "je" is the parent.
    pub is_for_a_child: bool,
    /// A first name given when asked for, or after "je m'appelle".
    pub first_name: Option<Found<String>>,
    /// A mail address.
    pub mail: Option<Found<String>>,
    /// A phone number in E.164.
    pub phone: Option<Found<String>>,
    /// Personal data seen.
    pub sensitive: Vec<Found<SensitiveKind>>,
}

/// What the dialogue is waiting for: makes bare answers readable ("20", "oui", "Marie").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// A trade or an activity.
    Trade,
    /// A class or diploma.
    Level,
    /// A town.
    Place,
    /// A distance or duration, and how.
    Reach,
    /// An age band.
    Age,
    /// A start date.
    Start,
    /// A first name.
    FirstName,
    /// A mail address or phone number.
    Contact,
    /// Yes or no.
    YesNo,
}

/// What `understand` may know beside the sentence. No clock is read: the date is given.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The current date in France, for "septembre" and "dans deux mois".
    pub today: Date,
    /// What was just asked.
    pub expected: Option<Expected>,
}
