//! What every door and worker is given.

use std::sync::{Arc, OnceLock};

use arc_swap::{ArcSwap, ArcSwapOption};
use tandem_engine::dialogue::{ChannelKind, Flows, World};
use tandem_engine::help_desk::HelpDesk;
use tandem_engine::matching::Bookable;
use tandem_index::{Catalog, Searcher};
use tandem_models::Understander;
use tandem_store::{Store, TurnWorld};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::config::Config;
use crate::entropy::Entropy;
use crate::wake::Wake;

/// The running program. Cheap to clone: every part is shared.
#[derive(Clone)]
pub struct App {
    /// Settings, secrets included.
    pub config: Arc<Config>,
    /// What is remembered.
    pub store: Store,
    /// Reads sentences; holds trades and places.
    pub understander: Arc<Understander>,
    /// Flows of the dialogue.
    pub flows: Arc<Flows>,
    /// Who answers in person; none when nobody is named in the settings.
    pub help_desk: Arc<ArcSwapOption<HelpDesk>>,
    /// Hands out the searcher of the moment; swapped while requests are answered.
    pub catalog: Arc<Catalog>,
    /// Centres with a calendar; refreshed by the worker.
    pub bookable: Arc<ArcSwap<Bookable>>,
    /// The only source of time.
    pub clock: Clock,
    /// The only source of randomness.
    pub entropy: Entropy,
    /// Hints to look again.
    pub wake: Wake,
    /// Cancelled when the program must stop.
    pub shutdown: CancellationToken,
    /// For what must be fetched.
    pub http: reqwest::Client,
    /// Name of the Telegram bot without `@`, once known: set by the settings or by the sender.
    pub telegram_bot: Arc<OnceLock<String>>,
}

/// Said when an input had to be given up after several attempts.
const APOLOGY: &str =
    "Désolé, je n'ai pas réussi à traiter ton dernier message. Tu peux le redire autrement ?";

/// The parts of a [`World`], held for the length of a turn so that a swap does not move the ground.
pub struct WorldGuard {
    understander: Arc<Understander>,
    searcher: Searcher,
    bookable: Arc<Bookable>,
    flows: Arc<Flows>,
    help_desk: Option<Arc<HelpDesk>>,
    telegram_bot: Option<String>,
}

impl App {
    /// The current generation, bookable centres and flows, held together for one turn.
    pub fn world(&self) -> WorldGuard {
        WorldGuard {
            understander: Arc::clone(&self.understander),
            searcher: self.catalog.searcher(),
            bookable: self.bookable.load_full(),
            flows: Arc::clone(&self.flows),
            help_desk: self.help_desk.load_full(),
            telegram_bot: self.telegram_bot.get().cloned(),
        }
    }
}

impl WorldGuard {
    /// What the store's turns may look at.
    pub fn for_turns(&self) -> TurnWorld<'_> {
        TurnWorld {
            understander: &self.understander,
            searcher: &self.searcher,
            bookable: &self.bookable,
            flows: &self.flows,
            help_desk: self.help_desk.as_deref(),
            telegram_bot: self.telegram_bot.as_deref(),
            apology: APOLOGY,
        }
    }

    /// What the dialogue may look at during a turn on that channel.
    pub fn on(&self, channel: ChannelKind) -> World<'_> {
        World {
            understander: &self.understander,
            searcher: &self.searcher,
            bookable: &self.bookable,
            flows: &self.flows,
            help_desk: self.help_desk.as_deref(),
            channel,
        }
    }
}
