//! A parent writes for a child.

use tandem_engine::dialogue::ChannelKind;
use tandem_models::AgeBand;

use super::chat::Chat;

#[test]
fn a_parent_is_told_once_who_is_meant_and_the_age_kept_is_the_childs() {
    let mut chat = Chat::new(ChannelKind::Web);
    for line in ["@start", "[OK, on y va]", "j'ai 45 ans, ma fille a 15 ans"] {
        chat.play(line);
    }
    assert_eq!(chat.state.profile.age_band, Some(AgeBand::From15To17));
    assert!(
        chat.last_turn().contains("votre enfant"),
        "{}",
        chat.transcript
    );
    chat.play("ma fille est en 3e");
    assert!(chat.state.profile.level_now.is_some());
    assert!(
        !chat.last_turn().contains("votre enfant"),
        "{}",
        chat.transcript
    );
}
