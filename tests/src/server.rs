//! A real `tandem serve` of its own: free port, throw-away folder, stopped by its process id.

use std::fs::OpenOptions;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tandem_bot::config::{Overrides, load, read_key};
use tandem_bot::entropy::Entropy;
use tandem_store::{CipherKey, Store};
use tempfile::TempDir;

/// Time for the demonstration data to be made and indexed by an unoptimised build on a busy
/// machine; a release build takes seconds.
const PATIENCE: Duration = Duration::from_mins(5);

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct RunningServer {
    child: Child,
    address: SocketAddr,
    folder: TempDir,
    environment: Vec<(String, String)>,
}

impl RunningServer {
    /// Starts on SQLite with the demonstration data and waits until it has something to propose.
    ///
    /// # Errors
    /// When the binary is missing (`cargo build` makes it), stops, or is not ready in time.
    pub async fn start() -> anyhow::Result<Self> {
        Self::start_with(&[]).await
    }

    /// The same with more environment (`TANDEM__SECTION__KEY`).
    ///
    /// # Errors
    /// As above.
    pub async fn start_with(environment: &[(&str, &str)]) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let address = free_address()?;
        let environment: Vec<(String, String)> = environment
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let mut server = Self {
            child: spawn(folder.path(), address, &environment)?,
            address,
            folder,
            environment,
        };
        server.wait_until_ready().await?;
        Ok(server)
    }

    /// Its database, beside it.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn store(&self) -> anyhow::Result<Store> {
        let overrides = Overrides {
            data: Some(self.data()),
            ..Overrides::default()
        };
        let config = load(&overrides, self.environment.iter().cloned())?;
        let (key, _) = read_key(&config)?;
        let entropy = Arc::new(Entropy::from_system());
        Ok(Store::open(&config.database.url, CipherKey::new(key), entropy).await?)
    }

    /// Changes its environment from the next start on.
    pub fn set(&mut self, name: &str, value: &str) {
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// Ends it as a power cut does (`kill -9`): nothing is flushed, nobody is told.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn kill_hard(&mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Starts it again on the same folder and address, after [`kill_hard`](Self::kill_hard), and
    /// waits until it is ready.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        self.child = spawn(self.folder.path(), self.address, &self.environment)?;
        self.wait_until_ready().await
    }

    /// `http://127.0.0.1:port`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it logged so far.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn log(&self) -> anyhow::Result<String> {
        let bytes = std::fs::read(self.folder.path().join("server.log"))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Its data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    async fn wait_until_ready(&mut self) -> anyhow::Result<()> {
        let client = reqwest::Client::builder().build()?;
        let ready = format!("{}/health/ready", self.url());
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server stopped with {status}:\n{}", self.log()?);
            }
            if let Ok(answer) = client.get(&ready).send().await
                && answer.status().is_success()
            {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("the server was not ready in time:\n{}", self.log()?)
    }
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        // Already gone is fine too.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(
    folder: &Path,
    address: SocketAddr,
    environment: &[(String, String)],
) -> anyhow::Result<Child> {
    let log = OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join("server.log"))?;
    Command::new(binary()?)
        .args(["serve", "--listen", &address.to_string(), "--data"])
        .arg(folder.join("data"))
        .current_dir(folder)
        .env_remove("TELEGRAM_BOT_TOKEN")
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .context("starting the server")
}

/// The binary that cargo built beside the running test, or the one that `TANDEM_BIN` names.
///
/// # Errors
/// When there is none.
pub fn binary() -> anyhow::Result<PathBuf> {
    if let Some(path) = std::env::var_os("TANDEM_BIN") {
        return Ok(path.into());
    }
    let test = std::env::current_exe()?;
    // target/debug/deps/it-… → target/debug/tandem
    let path = test
        .ancestors()
        .nth(2)
        .context("a test runs in target/<profile>/deps")?
        .join("tandem");
    if !path.exists() {
        bail!("no {}: run cargo build --workspace first", path.display());
    }
    Ok(path)
}

fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
