//! The three engines, and what each driver must be told about the visitor.

use std::env;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tokio::process::Command;

use crate::outcome::{Outcome, fault};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// Who looks at the page: the language their browser asks for and the zone their clock hangs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Visitor {
    pub language: &'static str,
    pub zone: &'static str,
}

impl Visitor {
    pub const GERMAN: Self = Self {
        language: "de-DE",
        zone: "Europe/Berlin",
    };
    pub const AMERICAN: Self = Self {
        language: "en-US",
        zone: "America/New_York",
    };

    fn primary_language(self) -> &'static str {
        self.language.split('-').next().unwrap_or(self.language)
    }

    /// The name of the C library's locale.
    fn locale(self) -> String {
        self.language.replace('-', "_") + ".UTF-8"
    }
}

impl Engine {
    const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The engines in `LICHTHOF_ENGINES`, separated by commas; `default` without it.
    pub fn chosen(default: &str) -> Outcome<Vec<Self>> {
        let chosen = env::var("LICHTHOF_ENGINES").unwrap_or_else(|_| default.to_owned());
        let find = |name: &str| {
            Self::ALL
                .into_iter()
                .find(|engine| engine.name() == name.trim())
                .ok_or_else(|| fault(format!("LICHTHOF_ENGINES names an unknown engine: {name}")))
        };
        chosen
            .split(',')
            .filter(|name| !name.trim().is_empty())
            .map(find)
            .collect()
    }

    /// The driver's program: named in the environment, else in the project's tools, else on the PATH.
    pub fn driver(self) -> Outcome<PathBuf> {
        let (variable, name) = match self {
            Self::Chromium => ("LICHTHOF_CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("LICHTHOF_GECKODRIVER", "geckodriver"),
            Self::WebKit => ("LICHTHOF_WEBKITDRIVER", "WebKitWebDriver"),
        };
        if let Some(path) = env::var_os(variable) {
            return Ok(path.into());
        }
        find_program(name).ok_or_else(|| fault(format!("{name} is not installed (or name it in {variable})")))
    }

    /// The driver's command line, before the arguments that every driver shares.
    pub fn command(
        self,
        visitor: Visitor,
        takes_pictures: bool,
        port: u16,
        display: Option<&str>,
    ) -> Outcome<Command> {
        let mut command = Command::new(self.driver()?);
        command.env("TZ", visitor.zone);
        match self {
            Self::Chromium => {
                command.arg(format!("--port={port}"));
            }
            Self::Firefox => {
                command
                    .args(["--host", "127.0.0.1", "--port"])
                    .arg(port.to_string());
            }
            Self::WebKit => {
                command.arg(format!("--port={port}"));
                // The language comes from the C library here, and the C library needs the locale.
                command
                    .env("LC_ALL", visitor.locale())
                    .env("LOCPATH", locale_folder(visitor)?);
                command.env_remove("LANGUAGE");
                // Without a graphics card its own way of drawing costs a third less than OpenGL in software. But then it
                // does not always answer who asks for a picture.
                if !takes_pictures {
                    command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
                }
                if let Some(display) = display {
                    command.env("DISPLAY", display);
                }
            }
        }
        Ok(command)
    }

    /// True if the engine draws on a display even when nobody looks.
    pub fn needs_display(self) -> bool {
        self == Self::WebKit
    }

    /// Where it puts what is downloaded. WebKit's test browser cannot be told.
    pub fn downloads(self) -> PathBuf {
        Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("downloads")
            .join(self.name())
    }

    /// What is asked of a new session.
    pub fn capabilities(self, visitor: Visitor) -> Outcome<Value> {
        let languages = format!("{},{}", visitor.language, visitor.primary_language());
        Ok(match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:chromeOptions": {
                    "args": [
                        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync", "--no-first-run", "--hide-scrollbars",
                    ],
                    "prefs": {
                        "intl.accept_languages": languages,
                        "download.default_directory": self.downloads(),
                    },
                },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "args": ["-headless"],
                    "prefs": {
                        "intl.accept_languages": languages,
                        "intl.locale.requested": visitor.primary_language(),
                        "browser.download.dir": self.downloads(),
                        // The one that is named, as opposed to the desktop.
                        "browser.download.folderList": 2,
                        // Tab reaches links, whatever the desktop says.
                        "accessibility.tabfocus": 7,
                    },
                },
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": {
                    "binary": mini_browser()?.to_string_lossy(),
                    "args": ["--automation"],
                },
            }),
        })
    }
}

fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let own = [PathBuf::from(".tools/bin")].into_iter();
    own.chain(env::split_paths(&path))
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

/// WebKitGTK's test browser lies beside the library, in a folder named after the architecture.
fn mini_browser() -> Outcome<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib")?.flatten().map(|entry| entry.path());
    let folders = folders.chain([PathBuf::from("/usr/lib"), PathBuf::from("/usr/libexec")]);
    folders
        .map(|folder| folder.join("webkit2gtk-4.1/MiniBrowser"))
        .find(|program| program.is_file())
        .ok_or_else(|| fault("MiniBrowser is not installed (Debian: webkit2gtk-driver)"))
}

/// The folder with the visitor's locale: `LOCPATH`, else one made here.
fn locale_folder(visitor: Visitor) -> Outcome<PathBuf> {
    let locale = visitor.locale();
    if let Some(folder) = env::var_os("LOCPATH").map(PathBuf::from)
        && has_locale(&folder, &locale)
    {
        return Ok(folder);
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("locales");
    if !has_locale(&folder, &locale) {
        std::fs::create_dir_all(&folder)?;
        let (language, _) = locale.split_once('.').unwrap_or((&locale, ""));
        let made = std::process::Command::new("localedef")
            .args(["-i", language, "-f", "UTF-8"])
            .arg(folder.join(&locale))
            .output()?;
        if !made.status.success() {
            let told = String::from_utf8_lossy(&made.stderr);
            return Err(fault(format!(
                "localedef cannot make {locale} (Debian: locales): {told}"
            )));
        }
    }
    Ok(folder)
}

/// `localedef` writes `de_DE.UTF-8`, archives spell it `de_DE.utf8`: the library takes both.
fn has_locale(folder: &Path, locale: &str) -> bool {
    folder.join(locale).is_dir() || folder.join(locale.replace("UTF-8", "utf8")).is_dir()
}
