//! The Bot API client: teloxide's, without its dispatcher, storage or listener.

use anyhow::Context;
use teloxide::Bot;
use teloxide::payloads::SetWebhookSetters;
use teloxide::requests::Requester;
use teloxide::types::BotCommand;

use crate::app::App;
use crate::config::{TelegramConfig, TelegramMode};

use super::commands::COMMANDS;

/// A client for the token and server of the settings.
///
/// # Errors
/// When no token is set or the server's address is none.
pub(super) fn client(app: &App) -> anyhow::Result<Bot> {
    let TelegramConfig { token, api_url, .. } = &app.config.telegram;
    let token = token
        .expose()
        .context("aucun jeton Telegram n'est configuré")?;
    let api_url = api_url
        .parse()
        .context("telegram.api_url n'est pas une adresse")?;
    Ok(Bot::with_client(token, app.http.clone()).set_api_url(api_url))
}

/// Tells Telegram the commands and, in webhook mode, where to call. Never undone at shutdown:
/// updates wait at Telegram while we are away.
///
/// # Errors
/// When Telegram refuses the token or is away.
pub(super) async fn announce(app: &App, bot: &Bot) -> anyhow::Result<()> {
    if app.telegram_bot.get().is_none() {
        let me = bot.get_me().await.context("Telegram n'a pas répondu")?;
        let _already_known = app.telegram_bot.set(me.username().to_owned());
    }
    let commands: Vec<BotCommand> = COMMANDS
        .iter()
        .map(|command| BotCommand::new(command.name, command.description))
        .collect();
    bot.set_my_commands(commands)
        .await
        .context("les commandes n'ont pas été enregistrées")?;
    if app.config.telegram.mode == TelegramMode::Webhook {
        let url = format!("{}{}", app.config.server.public_url, super::webhook::PATH);
        let url = url
            .parse()
            .context("server.public_url n'est pas une adresse")?;
        let secret = app
            .config
            .telegram
            .webhook_secret
            .expose()
            .unwrap_or_default();
        bot.set_webhook(url)
            .secret_token(secret.to_owned())
            .await
            .context("Telegram a refusé l'adresse du webhook")?;
    }
    Ok(())
}
