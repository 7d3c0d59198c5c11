//! The few settings, with their defaults. Read once from `config.toml`; a broken file or an
//! unknown key is a warning naming the line, never a refusal to start.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;
use toml_edit::DocumentMut;

use crate::domain::reminder::{self, Written};
use crate::domain::retention::Rule;
use crate::i18n::Lang;

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `en` or `ja`; the system's language where it is empty.
    pub language: String,
    /// Where numbers without a country code belong, as an ISO code.
    pub region: String,
    /// The currency of plain amounts.
    pub currency: String,
    /// What to call yourself in the log.
    pub rep: String,
    /// When "tomorrow" without a time is, as `HH:MM`.
    pub callback_time: String,
    /// A command to place a call, with `{number}` in it; empty for `tel:`.
    pub call_command: String,
    /// A command that takes a mail, with `{file}`, `{to}` or `{subject}` in it; empty for `mailto:`.
    pub mail_command: String,
    /// `auto`, `osc52` or `off`: how a number gets to your clipboard.
    pub clipboard: String,
    /// Rings the terminal's bell when a next step of yours falls due.
    pub bell: bool,
    /// `off`, `osc9` or `osc777`: a notification of your desktop as well, where your terminal knows that escape. In
    /// tmux it arrives only with tmux's `allow-passthrough on`.
    pub notify: Notify,
    /// Names the customer in the notification; without it no name leaves the screen.
    pub notify_names: bool,
    /// Plain-text frames and marks only.
    pub ascii: bool,
    /// Other keys: action name to key, such as `undo = "z"`.
    pub keys: BTreeMap<String, String>,
    /// What an abbreviation in a note stands for, such as `shi = "資料送付希望"` for `;shi`.
    pub snippets: BTreeMap<String, String>,
    /// Where the team meets, and how often.
    pub sync: Sync,
    /// How long customers are kept, one `[[keep]]` a rule.
    pub keep: Vec<Keep>,
    /// Dates of the book that put next steps on the agenda, one `[[remind]]` each.
    pub remind: Vec<Remind>,
}

/// A rule of `[[keep]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Keep {
    /// What is kept: `customer`.
    pub what: String,
    /// `company` or `person`; both where it is not there.
    pub kind: String,
    /// How long: `3y`, `18m`, `90d`.
    pub after: String,
    /// Counted from: `last_contact`, `last_purchase` or `added`.
    pub since: String,
}

/// One `[[remind]]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remind {
    /// The date, by the name a filter has for it.
    pub field: Spanned<String>,
    /// Days after it, or before it where less than nothing.
    #[serde(default)]
    pub days: i32,
    /// Months after it or before it.
    #[serde(default)]
    pub months: i32,
    /// `year`, `month` or `never`: it comes again; by itself a birthday and a closing month do.
    pub every: Option<Every>,
    /// What is to be done, with `{name}` and `{date}` in it.
    pub text: String,
    #[serde(skip)]
    line: usize,
}

/// How often a date comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Every {
    /// Once.
    Never,
    /// Every year.
    Year,
    /// Every month.
    Month,
}

impl Remind {
    /// The rule as it is written here.
    #[must_use]
    pub fn written(&self) -> Written {
        let every = self.every.map(|every| match every {
            Every::Never => reminder::Every::Never,
            Every::Year => reminder::Every::Year,
            Every::Month => reminder::Every::Month,
        });
        let (field, text) = (self.field.get_ref().clone(), self.text.clone());
        Written { field, days: self.days, months: self.months, every, text, line: self.line }
    }
}

/// The settings of `[sync]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sync {
    /// The folder the team shares; without one nothing is synced by itself.
    pub folder: String,
    /// Minutes between two syncs while the desk is open; 0 for none by itself.
    pub every: u32,
    /// Carries other desks' files too, as a stick does.
    pub relay: bool,
    /// The key of a locked place, for syncs by themselves.
    pub key_file: String,
    /// Publishes a snapshot every week, for whoever begins or was away.
    pub steward: bool,
}

impl Default for Sync {
    fn default() -> Self {
        Self { folder: String::new(), every: 15, relay: false, key_file: String::new(), steward: false }
    }
}

impl Sync {
    /// The folder, `~` being the home; nothing where none is set.
    #[must_use]
    pub fn folder(&self) -> Option<PathBuf> {
        meant(&self.folder)
    }

    /// The key's file in the same way.
    #[must_use]
    pub fn key_file(&self) -> Option<PathBuf> {
        meant(&self.key_file)
    }
}

fn meant(path: &str) -> Option<PathBuf> {
    let path = Path::new(path.trim());
    let home = || Some(directories::BaseDirs::new()?.home_dir().to_owned());
    let meant = path.strip_prefix("~").ok().and_then(|rest| Some(home()?.join(rest)));
    Some(meant.unwrap_or_else(|| path.to_owned())).filter(|path| !path.as_os_str().is_empty())
}

/// How a notification reaches the desktop of the machine the rep sits at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Notify {
    /// Not at all.
    #[default]
    Off,
    /// As iTerm2 and `WezTerm` know it.
    Osc9,
    /// As urxvt, foot, Ghostty and `WezTerm` know it.
    Osc777,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            language: String::new(),
            region: "JP".into(),
            currency: "JPY".into(),
            rep: String::new(),
            callback_time: "10:00".into(),
            call_command: String::new(),
            mail_command: String::new(),
            clipboard: "auto".into(),
            bell: true,
            notify: Notify::Off,
            notify_names: false,
            ascii: false,
            sync: Sync::default(),
            keep: Vec::new(),
            remind: Vec::new(),
            keys: BTreeMap::new(),
            snippets: BTreeMap::new(),
        }
    }
}

impl Config {
    /// Reads the file; what is wrong with it comes back as a sentence beside the defaults.
    #[must_use]
    pub fn read(path: &Path) -> (Self, Option<String>) {
        let Ok(text) = fs::read_to_string(path) else { return (Self::default(), None) };
        match toml::from_str::<Self>(&text) {
            Ok(mut config) => {
                for rule in &mut config.remind {
                    rule.line = text[..rule.field.span().start].lines().count().max(1);
                }
                (config, None)
            }
            Err(error) => (Self::default(), Some(format!("{}: {error}", path.display()))),
        }
    }

    /// How long customers are kept.
    ///
    /// # Errors
    /// The word of a rule that means nothing.
    pub fn keep_rules(&self) -> Result<Vec<Rule>, String> {
        self.keep.iter().map(|keep| Rule::read(&keep.what, &keep.kind, &keep.after, &keep.since)).collect()
    }

    /// Writes the language into the file at `path`, leaving comments and all else as they are; the
    /// file is there whole or not at all.
    pub fn keep_language(path: &Path, lang: Lang) -> io::Result<()> {
        keep(path, |document| document["language"] = toml_edit::value(lang.code()))
    }

    /// Writes the team's place into the file at `path` in the same way.
    pub fn keep_sync_folder(path: &Path, folder: &Path) -> io::Result<()> {
        let folder = folder.to_str().ok_or(io::ErrorKind::InvalidFilename)?;
        keep(path, |document| {
            let table = document.entry("sync").or_insert_with(toml_edit::table);
            table["folder"] = toml_edit::value(folder);
        })
    }

    /// The language: what the flag says, else the file, else the locale.
    #[must_use]
    pub fn lang(&self, flag: Option<Lang>, locales: [Option<&str>; 3]) -> Lang {
        flag.or_else(|| Lang::of_code(&self.language))
            .or_else(|| Lang::of_locales(locales))
            .unwrap_or_default()
    }
}

fn keep(path: &Path, set: impl FnOnce(&mut DocumentMut)) -> io::Result<()> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        read => read?,
    };
    let mut document: DocumentMut = text.parse().map_err(io::Error::other)?;
    set(&mut document);
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(document.to_string().as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_config_leaves_the_defaults_and_says_where() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "language = \"ja\"\nlanguge = 3\n").unwrap();
        let (config, warning) = Config::read(&path);
        assert_eq!(config, Config::default());
        assert!(warning.unwrap().contains("languge"));
    }

    #[test]
    fn a_way_to_notify_that_does_not_exist_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "bell = false\nnotify = \"osc777\"\n").unwrap();
        let (config, warning) = Config::read(&path);
        assert_eq!((config.bell, config.notify, warning), (false, Notify::Osc777, None));
        fs::write(&path, "notify = \"loud\"\n").unwrap();
        let (config, warning) = Config::read(&path);
        assert_eq!((config.bell, config.notify), (true, Notify::Off));
        assert!(warning.unwrap().contains("osc777"));
    }

    #[test]
    fn snippets_are_read_from_a_table_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "rep = \"Kawai\"\n[snippets]\nshi = \"資料送付希望\"\n").unwrap();
        let (config, warning) = Config::read(&path);
        assert_eq!((config.snippets["shi"].as_str(), warning), ("資料送付希望", None));
    }

    #[test]
    fn a_reminder_knows_the_line_it_is_written_in() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        let text = "rep = \"Kawai\"\n\n[[remind]]\ntext = \"更新\"\nfield = \"deal.close_on\"\ndays = -7\n\n[[remind]]\nfield = \"birth_date\"\nevery = \"never\"\ntext = \"\"\n";
        fs::write(&path, text).unwrap();
        let (config, warning) = Config::read(&path);
        let written: Vec<Written> = config.remind.iter().map(Remind::written).collect();
        assert_eq!((written[0].line, written[0].days, written[1].line, warning), (5, -7, 9, None));
        assert_eq!(written[1].every, Some(reminder::Every::Never));
    }

    #[test]
    fn keeping_the_teams_place_adds_its_table_and_leaves_the_rest_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "# mine\nrep = \"Kawai\"\n\n[sync]\nevery = 5 # often\n").unwrap();
        Config::keep_sync_folder(&path, Path::new("/mnt/共有")).unwrap();
        let (config, warning) = Config::read(&path);
        assert_eq!((config.sync.folder(), config.sync.every, warning), (Some("/mnt/共有".into()), 5, None));
        assert!(
            fs::read_to_string(&path)
                .unwrap()
                .starts_with("# mine\nrep = \"Kawai\"\n\n[sync]\nevery = 5 # often\n")
        );
        assert_eq!(Sync::default().folder(), None);
    }

    #[test]
    fn keeping_the_language_leaves_comments_and_other_settings_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/config.toml");
        Config::keep_language(&path, Lang::Ja).unwrap();
        assert_eq!(Config::read(&path).0.language, "ja");
        fs::write(&path, "# mine\nrep = \"Kawai\" # me\nlanguage = \"ja\"\n").unwrap();
        Config::keep_language(&path, Lang::En).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text, "# mine\nrep = \"Kawai\" # me\nlanguage = \"en\"\n");
    }
}
