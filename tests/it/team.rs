//! The people who answer young people, as their mailbox sees it.

use tandem_tests::mailbox::Mailbox;
use tandem_tests::phone::{Act, Phone};
use tandem_tests::server::RunningServer;

/// Words that are nobody's business before somebody signs in.
const WORDS: &str = "je cherche un CAP cuisine vers Lyon, j'ai 17 ans";

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_gets_one_mail_that_somebody_waits_and_nothing_of_who() {
    let mailbox = Mailbox::start().expect("a mail server");
    let port = mailbox.port.to_string();
    let server = RunningServer::start_with(&[
        (
            "TANDEM__STAFF__COUNSELLORS",
            "Marie, conseillère <marie@conseil.example>, Paul, conseiller <paul@conseil.example>",
        ),
        (
            "TANDEM__STAFF__ADMINS",
            "Ana, administratrice <ana@conseil.example>",
        ),
        ("TANDEM__COUNSEL__HOURS", "1-7 0:00-23:59"),
        ("TANDEM__MAIL__TRANSPORT", "smtp"),
        ("TANDEM__MAIL__SMTP_HOST", "127.0.0.1"),
        ("TANDEM__MAIL__SMTP_PORT", &port),
        ("TANDEM__MAIL__SMTP_TLS", "none"),
    ])
    .await
    .expect("a server");
    for _ in 0..2 {
        let phone = Phone::open(&server.url()).await.expect("opened");
        for act in [
            Act::Press("OK, on y va"),
            Act::Say(WORDS),
            Act::Say("/humain"),
            Act::Press("D'accord, appelle quelqu'un"),
        ] {
            phone
                .act(act)
                .await
                .unwrap_or_else(|error| panic!("{act:?}: {error:#}"));
        }
        mailbox.wait_for(2).await.expect("both were told");
    }
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    let mails = mailbox.mails().expect("readable");
    let mut told: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["marie@conseil.example", "paul@conseil.example"]);
    for mail in &mails {
        let desk = format!("{}/conseil", server.url());
        for said in [&mail.text, &mail.html] {
            assert!(
                said.contains(&desk) && said.contains("attend depuis"),
                "{said}"
            );
            for private in ["Lyon", "uisin", "17 ans"] {
                assert!(!said.contains(private), "{said}");
            }
        }
        assert!(
            mail.subject
                .starts_with("Un jeune attend une réponse depuis")
        );
        assert!(mail.calendars.is_empty());
    }
}
