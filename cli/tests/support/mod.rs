//! The tool as a program, and a server that it asks.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the program said.
pub struct Told {
    pub out: String,
    pub err: String,
    pub exit: i32,
}

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A feed of these tests.
pub fn feed(name: &str) -> PathBuf {
    folder().join("tests/feeds").join(name)
}

/// A file that only one test has.
pub fn temporary(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{:?}", thread::current().id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    let _ = std::fs::remove_file(&file);
    file
}

/// Runs the program among the feeds.
pub fn lichthof(arguments: &[&str]) -> Told {
    lichthof_with(arguments, "")
}

/// Runs the program with something to read.
pub fn lichthof_with(arguments: &[&str], input: &str) -> Told {
    lichthof_at(arguments, input, "1777593600")
}

/// Runs the program with something to read, so many seconds after 1970.
pub fn lichthof_at(arguments: &[&str], input: &str, now: &str) -> Told {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lichthof"))
        .args(arguments)
        .current_dir(folder().join("tests/feeds"))
        .env_remove("HTTP_PROXY")
        .env_remove("http_proxy")
        .env_remove("ALL_PROXY")
        .env_remove("all_proxy")
        .env("SOURCE_DATE_EPOCH", now)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Told {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        exit: output.status.code().unwrap(),
    }
}

/// Holds a text against the one that is kept.
pub fn snapshot(name: &str, text: &str) {
    let path = folder().join("tests/snapshots").join(format!("{name}.txt"));
    if std::env::var("LICHTHOF_SNAPSHOTS").is_ok_and(|how| how == "write") {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, kept, "{}", path.display());
}

/// What a server says at one path.
pub struct Answer {
    bytes: Vec<u8>,
}

impl Answer {
    pub fn new(status: u16, headers: &[&str], body: &str) -> Self {
        Self::of_bytes(status, headers, body.as_bytes())
    }

    pub fn of_bytes(status: u16, headers: &[&str], body: &[u8]) -> Self {
        let mut text = format!(
            "HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n",
            body.len()
        );
        for header in headers {
            text += header;
            text += "\r\n";
        }
        text += "\r\n";
        Self {
            bytes: [text.as_bytes(), body].concat(),
        }
    }
}

/// A server on this machine, for as long as the test runs.
pub struct Server {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub fn start(answers: Vec<(&'static str, Answer)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let first = lines.next().and_then(Result::ok).unwrap_or_default();
                while lines
                    .next()
                    .and_then(Result::ok)
                    .is_some_and(|line| !line.is_empty())
                {}
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                let plain = path.split('?').next().unwrap_or_default().to_owned();
                noted.lock().unwrap().push(path);
                if let Some((_, answer)) = answers.iter().find(|(known, _)| *known == plain) {
                    let _ = stream.write_all(&answer.bytes);
                }
            }
        });
        Self { at, asked }
    }

    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// What was asked for.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}
