//! The copies kept of a book: the list that `restore` prints without a file, and the night's copy
//! for whoever has cron make it.

use serde_json::{Value as Json, json};

use super::out::{self, Table};
use super::session::Session;
use crate::i18n::{Text, format};
use crate::store::{self, CopyKind, Kept};

/// Prints the copies there are, the newest first, each looked over.
pub(super) fn list(session: &Session) -> anyhow::Result<()> {
    let kept = store::kept(&session.paths.book, session.now);
    if session.json {
        return out::json(&kept.iter().map(copy).collect());
    }
    if kept.is_empty() {
        return out::say(Text::NoCopies.words(session.lang));
    }
    let mut table = Table::default();
    for copy in &kept {
        table.row(row(session, copy).each_ref().map(String::as_str));
    }
    table.print()?;
    session.remark(Text::RestoreHow.words(session.lang));
    Ok(())
}

fn copy(kept: &Kept) -> Json {
    json!({
        "file": kept.path.display().to_string(),
        "kind": code(kept.kind),
        "made": chrono::DateTime::from_timestamp_millis(kept.made).map(|made| made.to_rfc3339()),
        "bytes": kept.bytes,
        "customers": kept.customers(),
        "sound": kept.sound(),
    })
}

fn row(session: &Session, kept: &Kept) -> [String; 6] {
    let lang = session.lang;
    let kind = match kept.kind {
        CopyKind::Nightly => Text::CopyNightly,
        CopyKind::BeforeUpgrade => Text::CopyBeforeUpgrade,
        CopyKind::BeforeRestore => Text::CopyBeforeRestore,
        CopyKind::Asked => Text::CopyAsked,
    };
    let customers = kept.customers().map_or_else(String::new, |n| {
        let n = format::count(usize::try_from(n).unwrap_or(usize::MAX));
        Text::CopyCustomers.fill(lang, &[("n", &n)])
    });
    let sound = if kept.sound() { Text::CopySound } else { Text::CopyUnsound };
    [
        session.moment(kept.made),
        bytes(kept.bytes),
        customers,
        sound.words(lang).to_owned(),
        kind.words(lang).to_owned(),
        kept.path.display().to_string(),
    ]
}

/// What programs call a kind.
pub(super) const fn code(kind: CopyKind) -> &'static str {
    match kind {
        CopyKind::Nightly => "nightly",
        CopyKind::BeforeUpgrade => "before-upgrade",
        CopyKind::BeforeRestore => "before-restore",
        CopyKind::Asked => "asked",
    }
}

/// A size as people say it.
pub(super) fn bytes(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

/// Makes the night's copy, where the newest is a day old or there is none.
pub(super) fn nightly(session: &Session) -> anyhow::Result<()> {
    let book = &session.paths.book;
    let made = if store::wants_one(book, session.now) {
        let desk = session.desk()?;
        Some(session.stored(desk.keep_nightly(session.now))?.display().to_string())
    } else {
        None
    };
    if session.json {
        return out::json(&json!({ "file": made }));
    }
    let Some(file) = made else {
        session.remark(Text::CopyNotDue.words(session.lang));
        return Ok(());
    };
    out::say(&Text::BackedUp.fill(session.lang, &[("file", &file)]))
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn a_size_is_said_in_the_unit_it_is_thought_in() {
        let said = [7, 65_536, 1_250_000, 3_000_000_000].map(bytes);
        assert_eq!(said, ["7 B", "65 kB", "1.2 MB", "3.0 GB"]);
    }
}
