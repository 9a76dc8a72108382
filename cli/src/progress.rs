//! A line on the terminal that says what takes so long, where it takes longer than a second.

use std::io::{IsTerminal, Write, stderr};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

/// From when on it is said, and how often it may change.
const PATIENCE: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(200);

/// Work that may take long. The line goes when the value does.
pub struct Progress {
    words: Option<Sender<String>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins with these words; nothing is said where nobody looks.
    pub fn begin(words: &str) -> Self {
        if !stderr().is_terminal() {
            return Self {
                words: None,
                thread: None,
            };
        }
        let (sender, receiver) = channel::<String>();
        let mut words = words.to_owned();
        let thread = spawn(move || {
            let (mut wait, mut is_shown) = (PATIENCE, false);
            loop {
                match receiver.recv_timeout(wait) {
                    Ok(next) => words = next,
                    Err(RecvTimeoutError::Timeout) => {
                        wait = STEP;
                        is_shown = true;
                        let line: String = words
                            .chars()
                            .filter(|letter| !letter.is_control())
                            .take(76)
                            .collect();
                        let _ = write!(stderr(), "\r\x1b[2K{line} …");
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
            if is_shown {
                let _ = write!(stderr(), "\r\x1b[2K");
            }
        });
        Self {
            words: Some(sender),
            thread: Some(thread),
        }
    }

    /// What is done now.
    pub fn say(&self, words: String) {
        if let Some(sender) = &self.words {
            let _ = sender.send(words);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.words = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
