//! How far a file has been read: a bar in a terminal, plain lines elsewhere, always on stderr.

use std::io::{self, IsTerminal, Read};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::args::ProgressKind;

/// Plain lines are written at most so often.
const PLAIN_EVERY: Duration = Duration::from_secs(2);

/// A reader that tells how far it is.
pub(super) struct Watched<R> {
    inner: R,
    read: u64,
    total: u64,
    shown: Shown,
}

enum Shown {
    Bar(ProgressBar),
    Plain { name: String, last: Instant },
    Nothing,
}

impl<R: Read> Watched<R> {
    /// Watches `inner`, `total` bytes long, called `name`.
    pub(super) fn new(inner: R, name: &str, total: u64, kind: ProgressKind) -> Self {
        let plain = || Shown::Plain {
            name: name.to_owned(),
            last: Instant::now(),
        };
        let shown = match kind {
            ProgressKind::None => Shown::Nothing,
            ProgressKind::Auto if io::stderr().is_terminal() => Shown::Bar(bar(name, total)),
            ProgressKind::Auto | ProgressKind::Plain => plain(),
        };
        Self {
            inner,
            read: 0,
            total,
            shown,
        }
    }

    fn tell(&mut self) {
        match &mut self.shown {
            Shown::Bar(bar) => bar.set_position(self.read),
            Shown::Plain { name, last } if last.elapsed() >= PLAIN_EVERY => {
                *last = Instant::now();
                let percent = self.read.saturating_mul(100) / self.total.max(1);
                eprintln!("{name} : {percent} % lus");
            }
            Shown::Plain { .. } | Shown::Nothing => {}
        }
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        self.tell();
        Ok(read)
    }
}

impl<R> Drop for Watched<R> {
    fn drop(&mut self) {
        if let Shown::Bar(bar) = &self.shown {
            bar.finish_and_clear();
        }
    }
}

fn bar(name: &str, total: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent} % ({eta})");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.set_message(name.to_owned());
    bar
}
