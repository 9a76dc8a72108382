//! `lichthof serve`: the feed as browsers want it, and a page that follows the file.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use support::{lichthof, temporary};

struct Running {
    child: Child,
    port: u16,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn get(&self, path: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

fn serve(file: &str, dist: &str) -> Running {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lichthof"))
        .args(["serve", file, "--port", "0", "--dist", dist])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let port = line
        .split("127.0.0.1:")
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    Running { child, port }
}

#[test]
fn a_feed_is_served_as_it_should_be_and_followed() {
    let (file, dist) = (temporary("served.json"), temporary("dist"));
    std::fs::create_dir_all(&dist).unwrap();
    std::fs::write(dist.join("lichthof.js"), "// loader").unwrap();
    std::fs::write(&file, r#"[{"uid": "1", "title": "Fest", "start": "2026-05-06"}]"#).unwrap();
    let server = serve(file.to_str().unwrap(), dist.to_str().unwrap());
    // The tool finds nothing wrong with how it serves itself.
    let told = lichthof(&[
        "check",
        "--strict",
        &format!("http://127.0.0.1:{}/feed", server.port),
    ]);
    assert_eq!((told.exit, told.out.lines().count()), (0, 1), "{}", told.out);
    let answer = server.get("/feed", "");
    let tag = answer
        .lines()
        .find_map(|line| line.strip_prefix("ETag: "))
        .unwrap();
    assert!(answer.contains("Access-Control-Allow-Origin: *"), "{answer}");
    assert!(
        server
            .get("/feed", &format!("If-None-Match: {tag}\r\n"))
            .starts_with("HTTP/1.1 304")
    );
    assert!(server.get("/", "").contains("<lichthof-calendar feed=\"/feed\""));
    assert!(
        server
            .get("/lichthof.js", "")
            .contains("Content-Type: text/javascript")
    );
    assert!(server.get("/check", "").contains("1 events, 0 problems"));
    for path in [
        "/nothing.js",
        "/../served.json",
        "/..%2fserved.json",
        "//etc/passwd",
    ] {
        assert!(server.get(path, "").starts_with("HTTP/1.1 404"), "{path}");
    }
    // Whoever waits for a change gets it.
    thread::scope(|scope| {
        let waiting = scope.spawn(|| server.get("/changes?since=1", ""));
        thread::sleep(Duration::from_millis(100));
        std::fs::write(&file, "[]").unwrap();
        assert!(waiting.join().unwrap().ends_with("\r\n\r\n2"));
    });
    assert!(server.get("/feed", "").ends_with("[]"));
}

#[test]
fn what_is_missing_is_named() {
    let told = lichthof(&["serve", "nothing.json"]);
    assert!(
        told.exit == 2 && told.err.contains("nothing.json"),
        "{}",
        told.err
    );
    let told = lichthof(&["serve", "https://cluster.example/events.json"]);
    assert!(
        told.exit == 2 && told.err.contains("is an address: save the feed in a file"),
        "{}",
        told.err
    );
    let told = lichthof(&["serve", "good.json", "--dist", "nowhere", "--port", "0"]);
    assert!(told.exit == 2 && told.err.contains("--dist"), "{}", told.err);
}
