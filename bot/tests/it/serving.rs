//! A server starts, answers, and stops when told.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server on a port of its own; killed when dropped.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(folder: &std::path::Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_tandem"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .current_dir(folder)
            .env_clear()
            .env("TANDEM__DATA__DEMO", "never")
            .env("TANDEM__LOG__FORMAT", "json")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                let start = line.split("serving on http://").nth(1)?;
                Some(start.split('"').next()?.to_owned())
            })
            .expect("the server says where it listens");
        // Its log must not fill the pipe.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Self { process, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn it_answers_then_stops_within_five_seconds_of_sigterm() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let alive = server.get("/health/live");
    assert!(alive.starts_with("HTTP/1.1 200"), "{alive}");
    assert!(alive.contains("x-request-id: "), "{alive}");
    let ready = server.get("/health/ready");
    assert!(ready.starts_with("HTTP/1.1 503"), "{ready}");

    // An idle connection must not keep it.
    let _idle = TcpStream::connect(&server.address).unwrap();
    let told = Instant::now();
    let pid = server.process.id().to_string();
    Command::new("kill").args(["-TERM", &pid]).status().unwrap();
    let status = server.process.wait().unwrap();
    assert!(
        told.elapsed() < Duration::from_secs(5),
        "{:?}",
        told.elapsed()
    );
    assert!(status.success(), "{status}");
}

#[test]
fn a_port_that_is_taken_is_said_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let run = crate::cli::tandem(folder.path(), &["serve", "--listen", &address], "");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("ne peut pas être écoutée"), "{run:?}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
