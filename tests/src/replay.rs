//! Replays a conversation file at one door and says what it left in the store.

use anyhow::{Context, ensure};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use tandem_engine::dialogue::{Event, State};
use tandem_models::Point;

use crate::conversation::{ChannelName, Conversation, LinkUse, MailExpectation, Step, duration};
use crate::doors::{Door, open};
use crate::page::Page;
use crate::stage::Stage;

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

/// Replays `conversation` at the door of `channel`.
///
/// # Errors
/// When a step does not go as the file says: names the step.
pub async fn replay(
    stage: &Stage,
    conversation: &Conversation,
    channel: ChannelName,
) -> anyhow::Result<Left> {
    let begins: Timestamp = conversation.clock.parse().context("clock")?;
    let clock = &stage.app.clock;
    clock.advance(begins.duration_since(clock.now()));
    let mails_before = stage.mailbox.mails()?.len();
    let mut door = open(stage, channel).await?;
    let mut at = Place {
        seq: 0,
        profile: Value::Null,
    };
    let outcome = perform_all(
        stage,
        &mut door,
        conversation,
        channel,
        &mut at,
        mails_before,
    )
    .await;
    // The next one finds every slot free again, whatever happened here.
    let now = stage.app.clock.now();
    let id = door.conversation(stage).await?;
    stage.app.store.erase(&id, now).await?;
    stage.app.wake.outbox.raise();
    stage.settle().await?;
    outcome
}

async fn perform_all(
    stage: &Stage,
    door: &mut Door,
    conversation: &Conversation,
    channel: ChannelName,
    at: &mut Place,
    mails_before: usize,
) -> anyhow::Result<Left> {
    for (number, step) in conversation.steps.iter().enumerate() {
        perform(stage, door, step, at, mails_before)
            .await
            .with_context(|| {
                format!(
                    "{}, {channel:?}, step {}: {step:?}",
                    conversation.test,
                    number + 1
                )
            })?;
    }
    ensure!(
        stage.telegram.refused().is_empty(),
        "limits broken: {:?}",
        stage.telegram.refused()
    );
    left(stage, door, mails_before).await
}

/// Where the replay is: what was said and known before the last act.
struct Place {
    seq: i64,
    profile: Value,
}

async fn perform(
    stage: &Stage,
    door: &mut Door,
    step: &Step,
    at: &mut Place,
    mails_before: usize,
) -> anyhow::Result<()> {
    let is_act = matches!(
        step,
        Step::User(_)
            | Step::Press(_)
            | Step::PressContaining(_)
            | Step::PressCard { .. }
            | Step::PressOldest(_)
            | Step::Paste(_)
            | Step::GoOn(_)
            | Step::Link(_)
            | Step::Location { .. }
            | Step::Back(_)
    );
    if is_act {
        *at = Place {
            seq: door.last_seq(stage).await?,
            profile: profile(stage, door).await?,
        };
    }
    match step {
        Step::User(text) => door.say(stage, text).await?,
        Step::Press(label) => door.press(stage, |found| found == label).await?,
        Step::PressContaining(part) => door.press(stage, |found| found.contains(part)).await?,
        Step::PressCard { card, button } => {
            door.press_card(stage, card, button).await?;
        }
        Step::PressOldest(label) => door.press_oldest(stage, label).await?,
        Step::Paste(megabytes) => door.paste(stage, *megabytes).await?,
        Step::GoOn(channel) => door.go_on(stage, *channel).await?,
        Step::Link(used) => link(stage, door, used, mails_before).await?,
        Step::NoMail(to) => {
            let mails = stage.mailbox.mails()?;
            let early = mails
                .iter()
                .skip(mails_before)
                .find(|mail| mail.to.contains(to));
            ensure!(early.is_none(), "a mail left already: {early:?}");
        }
        Step::Location { lat, lon } => {
            door.share(
                stage,
                Point {
                    lat: *lat,
                    lon: *lon,
                },
            )
            .await?;
        }
        Step::Back(times) => {
            for _ in 0..*times {
                door.say(stage, "retour").await?;
            }
        }
        Step::Bot(expected) => expected.check(&door.shown_after(stage, at.seq).await?)?,
        Step::SlotWasSet(slots) => {
            let profile = profile(stage, door).await?;
            for (slot, value) in slots {
                ensure!(
                    holds(&profile[slot], value),
                    "{slot} is {}, not {value}",
                    profile[slot]
                );
            }
        }
        Step::SlotWasNotSet(slots) => {
            let profile = profile(stage, door).await?;
            for slot in slots {
                let value = &profile[slot];
                ensure!(
                    value.is_null() || value.as_array().is_some_and(Vec::is_empty),
                    "{slot} is {value}"
                );
            }
        }
        Step::SlotChanged(slots) => changed(&at.profile, &profile(stage, door).await?, slots)?,
        Step::Advance(time) => stage.app.clock.advance(duration(time)?),
        Step::DuplicateUpdate => duplicate(stage, door).await?,
        Step::Mail(expected) => mail(stage, expected, mails_before).await?,
        Step::Appointments(expected) => {
            let found = appointments(stage, door).await?;
            for (status, count) in expected {
                let number = found.iter().filter(|one| one["status"] == *status).count();
                ensure!(json!(number) == *count, "{number} {status} in {found:?}");
            }
        }
    }
    Ok(())
}

/// Opens the link of the newest mail to that address, and presses what is to be pressed.
async fn link(
    stage: &Stage,
    door: &Door,
    used: &LinkUse,
    mails_before: usize,
) -> anyhow::Result<()> {
    stage.settle().await?;
    let mails = stage.mailbox.mails()?;
    let start = format!("{}/r/", stage.url);
    let address = mails
        .iter()
        .skip(mails_before)
        .rev()
        .filter(|mail| mail.to.contains(&used.to))
        .find_map(|mail| {
            let (_, rest) = mail.text.split_once(&start)?;
            Some(format!("{start}{}", rest.split_whitespace().next()?))
        })
        .with_context(|| format!("a link in a mail to {}", used.to))?;
    let before = appointments(stage, door).await?;
    let page = Page::open(&address).await?;
    page.check(&used.shows.texts())?;
    stage.settle().await?;
    ensure!(
        appointments(stage, door).await? == before,
        "opening the link changed something"
    );
    if let Some(label) = &used.press {
        page.press(label).await?.check(&used.then.texts())?;
        stage.settle().await?;
    }
    Ok(())
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
    let before = door.last_seq(stage).await?;
    let update = stage
        .telegram
        .last_delivered()
        .context("an update was delivered")?;
    stage.telegram.repeats(update);
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    stage.settle().await?;
    ensure!(
        door.last_seq(stage).await? == before,
        "a repeated update was answered twice"
    );
    Ok(())
}

async fn mail(
    stage: &Stage,
    expected: &MailExpectation,
    mails_before: usize,
) -> anyhow::Result<()> {
    stage.settle().await?;
    let mails = stage.mailbox.wait_for(mails_before + 1).await?;
    let found = mails.iter().skip(mails_before).any(|mail| {
        let says = format!("{}\n{}", mail.subject, mail.text);
        mail.to.contains(&expected.to)
            && expected
                .contains
                .texts()
                .iter()
                .all(|text| says.contains(text))
            && expected.ics.as_ref().is_none_or(|method| {
                mail.calendars.len() == 2
                    && mail.calendars.iter().all(|one| {
                        one.method == *method && one.transfer == "base64" && one.longest_line <= 75
                    })
            })
    });
    let listed: Vec<_> = mails
        .iter()
        .skip(mails_before)
        .map(|mail| (&mail.to, &mail.subject, &mail.calendars))
        .collect();
    ensure!(found, "no such mail among {listed:#?}");
    Ok(())
}

async fn exported(stage: &Stage, door: &Door) -> anyhow::Result<Value> {
    let conversation = door.conversation(stage).await?;
    Ok(stage.app.store.export(&conversation).await?)
}

async fn profile(stage: &Stage, door: &Door) -> anyhow::Result<Value> {
    let exported = exported(stage, door).await?;
    let events: Vec<Event> = exported["events"]
        .as_array()
        .context("events")?
        .iter()
        .map(|event| serde_json::from_value(event["what"].clone()))
        .collect::<Result<_, _>>()?;
    Ok(serde_json::to_value(State::fold(&events).profile)?)
}

async fn appointments(stage: &Stage, door: &Door) -> anyhow::Result<Vec<Value>> {
    let exported = exported(stage, door).await?;
    let rows = exported["appointments"]
        .as_array()
        .context("appointments")?;
    Ok(rows
        .iter()
        .map(|row| {
            let one = &row["appointment"];
            json!({"status": one["status"], "starts_at": one["starts_at"], "training": one["training"]})
        })
        .collect())
}

async fn left(stage: &Stage, door: &Door, mails_before: usize) -> anyhow::Result<Left> {
    let exported = exported(stage, door).await?;
    let leads = exported["leads"].as_array().context("leads")?;
    let mut mails: Vec<(String, String)> = stage
        .mailbox
        .mails()?
        .into_iter()
        .skip(mails_before)
        .map(|mail| (mail.to, mail.subject))
        .collect();
    mails.sort();
    Ok(Left {
        profile: profile(stage, door).await?,
        appointments: appointments(stage, door).await?,
        leads: leads.iter().map(|lead| lead["kind"].clone()).collect(),
        mails,
    })
}
