//! Replays a conversation file at one door and says what it left in the store.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, bail, ensure};
use jiff::Timestamp;
use serde_json::{Map, Value};
use tandem_bot::workers;
use tandem_engine::dialogue::{ChannelKind, CounsellorAct, Event, understood};
use tandem_engine::message::Button;
use tandem_index::Tombstones;
use tandem_models::Point;
use tandem_store::{Account, IncomingBody};

use crate::conversation::{ChannelName, Conversation, Step, Team, Withdrawn, duration};
use crate::coverage::Reached;
use crate::doors::{Door, open};
use crate::known::Known;
use crate::mails;
use crate::stage::Stage;
use crate::transcript::Transcript;

static NEXT_ROUND: AtomicU64 = AtomicU64::new(1);

/// What a conversation left behind, without what differs by nature (ids, channel).
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// The profile learned.
    pub profile: Value,
    /// Appointments: status, start, training.
    pub appointments: Vec<Value>,
    /// Kinds of leads.
    pub leads: Vec<Value>,
    /// Mails: recipient and subject.
    pub mails: Vec<(String, String)>,
}

/// A replay, whether or not it went as written.
pub struct Replay {
    /// What it left, or the step that did not go as written.
    pub outcome: anyhow::Result<Left>,
    /// What of the dialogue it reached.
    pub reached: Reached,
    /// What was written and said.
    pub transcript: Transcript,
}

/// Replays `conversation` at the door of `channel`.
///
/// # Errors
/// When the door does not open, or what was made cannot be erased.
pub async fn replay(
    stage: &Stage,
    conversation: &Conversation,
    channel: ChannelName,
) -> anyhow::Result<Replay> {
    let begins: Timestamp = conversation.clock.parse().context("clock")?;
    let clock = &stage.app.clock;
    clock.advance(begins.duration_since(clock.now()));
    let team = match conversation.team {
        Team::None => None,
        Team::Answers => Some(Arc::new(stage.app.config.counsel.help_desk())),
    };
    stage.app.help_desk.store(team);
    stage.app.catalog.hide(Tombstones::default());
    let mut player = Player::begin(stage, channel).await?;
    let outcome = player.perform_all(conversation, channel).await;
    // The next one finds every slot free again, whatever happened here.
    player.erase().await?;
    Ok(Replay {
        outcome,
        reached: player.reached,
        transcript: player.transcript,
    })
}

/// One person going through a file.
struct Player<'a> {
    stage: &'a Stage,
    door: Door,
    mails_before: usize,
    /// Before the last act, and after it.
    before: Known,
    now: Known,
    reached: Reached,
    transcript: Transcript,
    others: Vec<Player<'a>>,
}

impl<'a> Player<'a> {
    async fn begin(stage: &'a Stage, channel: ChannelName) -> anyhow::Result<Self> {
        let mut player = Self {
            stage,
            mails_before: stage.mailbox.count()?,
            door: open(stage, channel).await?,
            before: Known::default(),
            now: Known::default(),
            reached: Reached::default(),
            transcript: Transcript::default(),
            others: Vec::new(),
        };
        player.look().await?;
        Ok(player)
    }

    async fn perform_all(
        &mut self,
        conversation: &Conversation,
        channel: ChannelName,
    ) -> anyhow::Result<Left> {
        for (number, step) in conversation.steps.iter().enumerate() {
            self.perform(step).await.with_context(|| {
                format!(
                    "{}, {channel:?}, step {}: {step:?}",
                    conversation.test,
                    number + 1
                )
            })?;
        }
        let refused = self.stage.telegram.refused();
        ensure!(refused.is_empty(), "limits broken: {refused:?}");
        self.left().await
    }

    async fn perform(&mut self, step: &Step) -> anyhow::Result<()> {
        if self.act(step).await? {
            self.look().await
        } else {
            self.check(step).await
        }
    }

    /// Does something, if this step is one to do.
    async fn act(&mut self, step: &Step) -> anyhow::Result<bool> {
        let stage = self.stage;
        match step {
            Step::User(text) => self.say(text).await?,
            Step::Press(label) => {
                let button = self.door.press(stage, |found| found == label).await?;
                self.pressed(&button);
            }
            Step::PressContaining(part) => {
                let button = self.door.press(stage, |found| found.contains(part)).await?;
                self.pressed(&button);
            }
            Step::PressCard { card, button } => {
                let button = self.door.press_card(stage, card, button).await?;
                self.pressed(&button);
            }
            Step::PressOldest(label) => {
                let button = self.door.press_oldest(stage, label).await?;
                self.pressed(&button);
            }
            Step::PressUnknown => {
                let body = IncomingBody::UnknownPress;
                self.door.put_at_engine(stage, body).await?;
                self.transcript.happened("un bouton inconnu");
            }
            Step::Photo => {
                let body = IncomingBody::Unsupported;
                self.door.put_at_engine(stage, body).await?;
                self.transcript.happened("une photo");
            }
            Step::Open(code) => {
                let entry = Some(code.clone()).filter(|code| !code.is_empty());
                let body = IncomingBody::Start { entry };
                self.door.put_at_engine(stage, body).await?;
                self.transcript.happened("le chat s'ouvre");
            }
            Step::Team(did) => self.team(did).await?,
            Step::Withdrawn(Withdrawn::Results) => {
                stage.app.catalog.hide(self.now.proposed());
                self.transcript
                    .happened("ce qui était proposé n'y est plus");
            }
            Step::Paste(megabytes) => {
                self.door.paste(stage, *megabytes).await?;
                self.transcript.happened("un texte énorme");
            }
            Step::GoOn(channel) => {
                self.door.go_on(stage, *channel).await?;
                self.transcript.happened("suite par le lien");
            }
            Step::Link(used) => {
                mails::link(stage, &self.door, used, self.mails_before).await?;
                self.transcript.happened("le lien d'un mail");
            }
            Step::Location { lat, lon } => {
                let point = Point {
                    lat: *lat,
                    lon: *lon,
                };
                self.door.share(stage, point).await?;
                self.transcript.happened("ma position");
            }
            Step::Back(times) => {
                for _ in 0..*times {
                    self.say("retour").await?;
                }
            }
            Step::Advance(time) => {
                self.advance(time).await?;
                self.transcript.happened(&format!("plus tard : {time}"));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    async fn say(&mut self, text: &str) -> anyhow::Result<()> {
        let app = &self.stage.app;
        let meaning = understood(
            &self.now.state,
            text,
            &app.world().on(ChannelKind::Terminal),
            app.clock.now(),
        );
        self.reached.heard(meaning.intent.value);
        self.transcript.wrote(text);
        self.door.say(self.stage, text).await
    }

    fn pressed(&mut self, button: &Button) {
        self.reached.pressed(&self.stage.app.flows, button);
        self.transcript.pressed(&button.label);
    }

    /// Somebody of the team does something.
    async fn team(&mut self, did: &CounsellorAct) -> anyhow::Result<()> {
        let app = &self.stage.app;
        let conversation = self.door.conversation(self.stage).await?;
        let account = Account::Staff {
            mail: "camille@equipe.example".to_owned(),
        };
        let key = format!("team-{}", NEXT_ROUND.fetch_add(1, Ordering::Relaxed));
        let is_kept = app
            .store
            .counsellor_did(
                &account,
                "Camille",
                &conversation,
                did,
                &key,
                app.clock.now(),
            )
            .await?;
        ensure!(is_kept, "the person did not agree to be answered");
        app.wake.inbox.raise();
        self.transcript.happened("quelqu'un de l'équipe");
        self.stage.settle().await
    }

    /// Time passes, and what was due meanwhile happens.
    async fn advance(&self, time: &str) -> anyhow::Result<()> {
        self.stage.app.clock.advance(duration(time)?);
        let worker = format!("replay-{}", NEXT_ROUND.fetch_add(1, Ordering::Relaxed));
        workers::jobs::round(&self.stage.app, &worker).await?;
        self.stage.settle().await
    }

    /// Looks at what the last act changed and said.
    async fn look(&mut self) -> anyhow::Result<()> {
        let known = Known::of(self.stage, &self.door).await?;
        self.before = std::mem::replace(&mut self.now, known);
        self.reached.happened(&self.now.events);
        for (_, message) in self
            .door
            .messages_after(self.stage, self.before.seq)
            .await?
        {
            self.transcript.said(&message);
        }
        let shown = self.door.shown_after(self.stage, self.before.seq).await?;
        self.reached.shown(&self.stage.app.flows, &shown);
        Ok(())
    }

    /// Checks what came of the last act.
    async fn check(&mut self, step: &Step) -> anyhow::Result<()> {
        let stage = self.stage;
        match step {
            Step::Bot(expected) => {
                let shown = self.door.shown_after(stage, self.before.seq).await?;
                expected.check(&shown)?;
            }
            Step::SlotWasSet(slots) => {
                for (slot, value) in slots {
                    let found = &self.now.profile[slot];
                    ensure!(holds(found, value), "{slot} is {found}, not {value}");
                }
            }
            Step::SlotWasNotSet(slots) => {
                for slot in slots {
                    let found = &self.now.profile[slot];
                    let is_empty = found.is_null() || found.as_array().is_some_and(Vec::is_empty);
                    ensure!(is_empty, "{slot} is {found}");
                }
            }
            Step::SlotChanged(slots) => {
                changed(&self.before.profile, &self.now.profile, slots)?;
            }
            Step::Asked(question) => {
                let asked = self.now.asked(&stage.app.flows);
                ensure!(asked == *question, "{asked:?} is asked, not {question:?}");
            }
            Step::FirstResult(rome) => self.first_result(rome)?,
            Step::DuplicateUpdate => duplicate(stage, &self.door).await?,
            Step::Mail(expected) => mails::mail(stage, expected, self.mails_before).await?,
            Step::NoMail(to) => mails::no_mail(stage, to, self.mails_before)?,
            Step::Appointments(counts) => {
                for (status, count) in counts {
                    let found = self.now.count(status);
                    let count = count.as_u64().context("a number")?;
                    ensure!(
                        u64::try_from(found)? == count,
                        "{found} appointments {status}, not {count}"
                    );
                }
            }
            Step::Leads(counts) => {
                for (kind, count) in counts {
                    let of_kind = |lead: &&Value| lead.as_str() == Some(kind);
                    let found = self.now.leads.iter().filter(of_kind).count();
                    let count = count.as_u64().context("a number")?;
                    ensure!(
                        u64::try_from(found)? == count,
                        "{found} leads of kind {kind} among {:?}, not {count}",
                        self.now.leads
                    );
                }
            }
            Step::Meanwhile(steps) => {
                let mut other = Box::pin(Player::begin(stage, ChannelName::Engine)).await?;
                let mut went = Ok(());
                for step in steps {
                    went = Box::pin(other.perform(step)).await;
                    if went.is_err() {
                        break;
                    }
                }
                self.others.push(other);
                went.context("meanwhile")?;
            }
            other => bail!("{other:?} is nothing to check"),
        }
        Ok(())
    }

    /// The trade of the first training proposed last.
    fn first_result(&self, rome: &str) -> anyhow::Result<()> {
        let shown = self.now.events.iter().rev().find_map(|event| match event {
            Event::ResultsShown { trainings, .. } if !trainings.is_empty() => trainings.first(),
            _ => None,
        });
        let first = shown.context("no training was proposed")?;
        let searcher = self.stage.app.catalog.searcher();
        let training = searcher.training(first).context("it is in the index")?;
        let wanted = rome.parse()?;
        ensure!(
            training.romes.contains(&wanted),
            "the first training is {:?} for {:?}, not {rome}",
            training.title,
            training.romes
        );
        Ok(())
    }

    async fn left(&self) -> anyhow::Result<Left> {
        let known = Known::of(self.stage, &self.door).await?;
        let mut mails: Vec<(String, String)> = self
            .stage
            .mailbox
            .mails()?
            .into_iter()
            .skip(self.mails_before)
            .map(|mail| (mail.to, mail.subject))
            .collect();
        mails.sort();
        Ok(Left {
            profile: known.profile,
            appointments: known.appointments,
            leads: known.leads,
            mails,
        })
    }

    /// Erases everybody who took part.
    async fn erase(&mut self) -> anyhow::Result<()> {
        let now = self.stage.app.clock.now();
        let doors = self.others.iter().map(|other| &other.door);
        for door in doors.chain([&self.door]) {
            let id = door.conversation(self.stage).await?;
            self.stage.app.store.erase(&id, now).await?;
        }
        self.stage.app.wake.outbox.raise();
        self.stage.settle().await
    }
}

/// Equal, or the first of a list (`trades: D1102`).
fn holds(found: &Value, expected: &Value) -> bool {
    found == expected
        || found
            .as_array()
            .and_then(|list| list.first())
            .is_some_and(|first| first == expected || first["rome"] == *expected)
}

fn changed(before: &Value, after: &Value, slots: &Map<String, Value>) -> anyhow::Result<()> {
    for (slot, values) in slots {
        ensure!(
            holds(&before[slot], &values[0]),
            "{slot} was {}, not {}",
            before[slot],
            values[0]
        );
        ensure!(
            holds(&after[slot], &values[1]),
            "{slot} is {}, not {}",
            after[slot],
            values[1]
        );
    }
    Ok(())
}

/// The last update of Telegram once more: nothing new may be said.
async fn duplicate(stage: &Stage, door: &Door) -> anyhow::Result<()> {
    let Door::Telegram { .. } = door else {
        return Ok(());
    };
    let before = Known::of(stage, door).await?.seq;
    let update = stage
        .telegram
        .last_delivered()
        .context("an update was delivered")?;
    stage.telegram.repeats(update);
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    stage.settle().await?;
    ensure!(
        Known::of(stage, door).await?.seq == before,
        "a repeated update was answered twice"
    );
    Ok(())
}
