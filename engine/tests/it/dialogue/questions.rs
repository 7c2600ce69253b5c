//! Questions by the way: each topic answered shortly, with its figures, its law and what to ask next.

use tandem_engine::dialogue::{Action, Flows};

use super::chat::{Chat, after};

fn asking(questions: &[&str]) -> Chat {
    after(&[&["@start", "[OK, on y va]"], questions].concat())
}

/// Sentences of a text: what ends with a full stop, a question mark, or a line.
fn sentences(text: &str) -> usize {
    text.replace("...", "")
        .split(['.', '!', '?', '\n'])
        .filter(|part| part.split_whitespace().count() > 1)
        .count()
}

#[test]
fn every_topic_is_answered_in_three_to_five_sentences() {
    let flows = Flows::embedded();
    assert_eq!(flows.topics().len(), 20);
    for sheet in flows.topics() {
        for answer in &sheet.answers {
            let count = sentences(answer);
            assert!((3..=5).contains(&count), "{count} sentences: {answer}");
        }
        assert!(sheet.source.contains("Code d"), "{}", sheet.source);
    }
}

#[test]
fn every_topic_says_its_law_its_date_and_two_questions_to_go_on_with() {
    for sheet in Flows::embedded().topics() {
        let mut chat = asking(&[]);
        let before = chat.messages.len();
        let topic = sheet.topic.value;
        chat.press_action(Action::Topic { topic }, chat.state.turn);
        let answer = &chat.messages[before].1;
        assert!(answer.text.contains("(Source : Code d"), "{}", answer.text);
        assert!(answer.text.contains("vérifié en novembre 2026"));
        assert!(answer.text.chars().count() <= 900, "{}", answer.text);
        assert_eq!(answer.buttons.len(), 2);
        let resumed = &chat.last().text;
        assert!(resumed.contains("On en était à"), "{resumed}");
    }
}

#[test]
fn pay_is_said_for_the_age_and_the_year_in_the_question() {
    let chat = asking(&["c'est payé combien à 17 ans en deuxième année ?"]);
    let said = chat.last_turn();
    assert!(
        said.contains("728 € brut, environ 708 € net (39 % du SMIC)"),
        "{said}"
    );
    assert!(!said.contains("504 €"), "{said}");
}

#[test]
fn pay_covers_the_three_years_when_the_age_is_known() {
    let chat = asking(&["j'ai 16 ans", "et on est payé combien ?"]);
    let said = chat.last_turn();
    for amount in ["504 €", "728 €", "1\u{202f}027 €", "986 € net"] {
        assert!(said.contains(amount), "{amount} in {said}");
    }
}

#[test]
fn a_proposed_question_is_answered_by_its_button() {
    let chat = asking(&["c'est payé combien ?", "[Il y a des aides pour moi ?]"]);
    let said = chat.last_turn();
    assert!(said.contains("APL"), "{said}");
}
