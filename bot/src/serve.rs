//! Everything that runs while the program serves: doors and workers by role, one way to stop.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::http::{HeaderName, Request};
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use tracing::{Level, error, info, warn};

use crate::app::App;
use crate::config::{Role, TelegramMode};
use crate::{health, mail, telegram, web, workers};

/// Time given to open connections when the program must stop.
const CONNECTIONS_GRACE: Duration = Duration::from_secs(3);

/// Time given to turns and mails under way after that: five seconds in all.
const TASKS_GRACE: Duration = Duration::from_millis(1_800);

/// Conversations answered at once by a node: one computes while another waits for the database.
const TURN_WORKERS: usize = 4;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Serves on `listener` until [`App::shutdown`] is cancelled, then lets everything end.
///
/// # Errors
/// When the HTTP server cannot run.
pub async fn serve(app: App, listener: TcpListener) -> anyhow::Result<()> {
    let tasks = TaskTracker::new();
    start_workers(&app, &tasks);

    let stopping = app.shutdown.clone();
    let service = router(&app).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service)
        .with_graceful_shutdown(async move { stopping.cancelled().await });
    let outcome = tokio::select! {
        ended = server => ended.context("le serveur HTTP s'est arrêté"),
        // Streams still open when the time is up are cut: browsers come back by themselves.
        () = deadline(&app) => Ok(()),
    };
    app.shutdown.cancel();
    tasks.close();
    if tokio::time::timeout(TASKS_GRACE, tasks.wait())
        .await
        .is_err()
    {
        warn!("some tasks did not end in time; their leases will expire");
    }
    outcome
}

/// All routes with what every one of them gets: an id, a net under panics, gzip; and a trace, but
/// for the questions of load balancers.
pub fn router(app: &App) -> Router {
    let trace = TraceLayer::new_for_http().make_span_with(request_span);
    doors(app)
        .layer(trace)
        .merge(health::router(app.clone()))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
}

/// The doors of this process's roles.
fn doors(app: &App) -> Router {
    let roles = &app.config.server.roles;
    let telegram = &app.config.telegram;
    let mut router = Router::new();
    if roles.has(Role::Web) {
        router = router.merge(web::router(app.clone()));
    }
    if roles.has(Role::Telegram)
        && telegram.token.is_set()
        && telegram.mode == TelegramMode::Webhook
    {
        router = router.merge(telegram::webhook_router(app.clone()));
    }
    router
}

/// What every line about a request carries. Of its path only the first part: the rest may be a
/// secret link.
fn request_span<Body>(request: &Request<Body>) -> tracing::Span {
    let id = request.headers().get(REQUEST_ID);
    let id = id.and_then(|id| id.to_str().ok()).unwrap_or_default();
    let door = request.uri().path().split('/').nth(1).unwrap_or_default();
    tracing::span!(
        Level::INFO,
        "request",
        request.id = id,
        http.method = %request.method(),
        http.door = door,
    )
}

fn start_workers(app: &App, tasks: &TaskTracker) {
    let roles = &app.config.server.roles;
    let cancel = &app.shutdown;
    tasks.spawn(workers::generations::run(app.clone(), cancel.clone()));
    if app.store.database_kind() == "postgres" {
        tasks.spawn(workers::hints::run(app.clone(), cancel.clone()));
    }
    if roles.has(Role::Indexer) {
        tasks.spawn(workers::indexing::run(app.clone(), cancel.clone()));
    }
    if roles.has(Role::Worker) {
        for _ in 0..TURN_WORKERS {
            tasks.spawn(workers::turns::run(app.clone(), cancel.clone()));
        }
        tasks.spawn(workers::jobs::run(app.clone(), cancel.clone()));
        let sending = mail::run_sender(app.clone(), cancel.clone());
        tasks.spawn(guarded("mail sender", app.clone(), sending));
    }
    if roles.has(Role::Telegram) && app.config.telegram.token.is_set() {
        tasks.spawn(workers::bot_name::run(app.clone(), cancel.clone()));
        let sending = telegram::run_sender(app.clone(), cancel.clone());
        tasks.spawn(guarded("telegram sender", app.clone(), sending));
        if app.config.telegram.mode == TelegramMode::Polling {
            let polling = telegram::run_polling(app.clone(), cancel.clone());
            tasks.spawn(guarded("telegram polling", app.clone(), polling));
        }
    }
}

/// A task that must not end before the program: its failure is said once, and the rest goes on.
async fn guarded(name: &'static str, app: App, task: impl Future<Output = anyhow::Result<()>>) {
    match task.await {
        Err(failure) => error!(task = name, "task failed: {failure:#}"),
        Ok(()) if !app.shutdown.is_cancelled() => warn!(task = name, "task ended early"),
        Ok(()) => info!(task = name, "task ended"),
    }
}

/// The grace after the order to stop.
async fn deadline(app: &App) {
    app.shutdown.cancelled().await;
    tokio::time::sleep(CONNECTIONS_GRACE).await;
}
