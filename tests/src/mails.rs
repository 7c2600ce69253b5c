//! What a conversation sends by mail, and the links in it.

use anyhow::{Context, ensure};

use crate::conversation::{LinkUse, MailExpectation};
use crate::doors::Door;
use crate::known::Known;
use crate::page::Page;
use crate::stage::Stage;

/// Opens the link of the newest mail to that address, and presses what is to be pressed.
pub(crate) async fn link(
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
    let before = Known::of(stage, door).await?.appointments;
    let page = Page::open(&address).await?;
    page.check(&used.shows.texts())?;
    stage.settle().await?;
    ensure!(
        Known::of(stage, door).await?.appointments == before,
        "opening the link changed something"
    );
    if let Some(label) = &used.press {
        page.press(label).await?.check(&used.then.texts())?;
        stage.settle().await?;
    }
    Ok(())
}

/// A mail of that content must have been received.
pub(crate) async fn mail(
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

/// Nobody of that address may have received a mail yet.
pub(crate) fn no_mail(stage: &Stage, to: &str, mails_before: usize) -> anyhow::Result<()> {
    let mails = stage.mailbox.mails()?;
    let early = mails
        .iter()
        .skip(mails_before)
        .find(|mail| mail.to.contains(to));
    ensure!(early.is_none(), "a mail left already: {early:?}");
    Ok(())
}
