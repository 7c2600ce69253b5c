//! Asks Telegram how our bot is called, for the links that carry a conversation there.

use std::time::Duration;

use anyhow::{Context, ensure};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::app::App;
use crate::config::TelegramConfig;

/// Time given to the server.
const PATIENCE: Duration = Duration::from_secs(5);

/// Pause before asking again.
const AGAIN_AFTER: Duration = Duration::from_secs(30);

/// Asks until it is known, or until cancelled.
pub async fn run(app: App, cancel: CancellationToken) {
    while app.telegram_bot.get().is_none() {
        match ask(&app.http, &app.config.telegram).await {
            Ok(name) => {
                info!("telegram bot is @{name}");
                app.telegram_bot.get_or_init(|| name);
            }
            Err(failure) => warn!("telegram bot not known yet: {failure:#}"),
        }
        tokio::select! {
            () = cancel.cancelled() => return,
            () = tokio::time::sleep(AGAIN_AFTER) => {}
        }
    }
}

/// Name of the bot of the settings' token, without `@`.
///
/// # Errors
/// When there is no token, Telegram refuses it, or does not answer; in French, without the token.
pub async fn ask(http: &reqwest::Client, telegram: &TelegramConfig) -> anyhow::Result<String> {
    let token = telegram.token.expose().context("pas de jeton Telegram")?;
    let api = telegram.api_url.trim_end_matches('/');
    // The address holds the token: it must not come back in an error.
    let answer = http
        .get(format!("{api}/bot{token}/getMe"))
        .timeout(PATIENCE)
        .send()
        .await
        .map_err(reqwest::Error::without_url)
        .context("le serveur de Telegram ne répond pas : vérifiez le réseau")?;
    ensure!(
        answer.status().is_success(),
        "Telegram refuse le jeton ({}) : reprenez-le auprès de @BotFather",
        answer.status()
    );
    let answer: serde_json::Value = answer.json().await.map_err(reqwest::Error::without_url)?;
    let name = answer["result"]["username"].as_str();
    name.map(str::to_owned)
        .context("Telegram n'a pas dit le nom du bot")
}
