//! The contact point: one way to reach a customer or a person. Never unique.

use super::record::record;
use super::{mail, phone};

record! {
    /// A phone, a mail address, a LINE id, …; a switchboard's number belongs to many.
    ContactPoint in field {
        /// Whose it is.
        1 customer: Ref,
        /// The person it reaches, if it is theirs alone.
        2 person: Ref,
        /// `phone`, `mobile`, `fax`, `mail`, `url`, `sns`, `line`.
        3 kind: Choice,
        /// As it was typed.
        4 raw: Text,
        /// The normal form: E.164 for numbers, lower-cased domain for mail; empty where none is.
        5 normal: Text,
        /// What it is for: 代表, main, home, …
        6 label: Text,
        /// Empty while good; else `dead`, `fax` or `wrong`.
        7 state: Choice,
        /// An extension, or a word on when to use it.
        8 note: Text,
        /// Where it stands among its customer's; smaller first.
        9 position: Int,
    }
}

/// The kinds of contact point, the ones a call can go to first.
pub const KINDS: &[&str] = &["phone", "mobile", "fax", "mail", "url", "sns", "line"];
/// What can be wrong with one.
pub const STATES: &[&str] = &["", "dead", "fax", "wrong"];

impl ContactPoint {
    /// Says whether a call can go there.
    #[must_use]
    pub fn rings(&self) -> bool {
        matches!(self.kind.as_str(), "phone" | "mobile") && self.state.is_empty() && !self.gone
    }

    /// The channel it is there for; none for a web page.
    #[must_use]
    pub fn channel(&self) -> Option<&'static str> {
        let faxes = self.state == "fax";
        Some(match self.kind.as_str() {
            "phone" | "mobile" if !faxes => "call",
            "phone" | "mobile" | "fax" => "fax",
            "mail" => "mail",
            "line" => "line",
            "sns" => "sns",
            _ => return None,
        })
    }

    /// Says whether that channel can go there at all.
    pub(super) fn serves(&self, channel: &str) -> bool {
        let number = matches!(self.kind.as_str(), "phone" | "mobile");
        self.channel() == Some(channel) || (number && matches!(channel, "call" | "sms"))
    }

    /// Says whether nothing is known to be wrong with it, for that channel.
    pub(super) fn works(&self, channel: &str) -> bool {
        self.state.is_empty() || (self.state == "fax" && channel == "fax")
    }

    /// Says whether it leads to the same phone, or the same address of its kind, as another does.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        let number = |point: &Self| matches!(point.kind.as_str(), "phone" | "mobile");
        let alike = self.kind == other.kind || (number(self) && number(other));
        alike && !self.raw.is_empty() && self.dialled() == other.dialled()
    }

    /// What to dial or copy: the normal form, or what was typed where there is none.
    #[must_use]
    pub fn dialled(&self) -> &str {
        if self.normal.is_empty() { &self.raw } else { &self.normal }
    }
}

/// The contact point that was typed: raw as it is, the normal form and an extension beside it.
/// `region` is where a number without a country code belongs. The id and owner are the caller's.
#[must_use]
pub fn typed(kind: &str, raw: &str, region: &str) -> ContactPoint {
    let mut point =
        ContactPoint { kind: kind.to_owned(), raw: raw.trim().to_owned(), ..ContactPoint::default() };
    match kind {
        "phone" | "mobile" | "fax" => {
            let phone = phone::normal(raw, region);
            point.normal = phone.e164.unwrap_or_default();
            point.note = phone.note.unwrap_or_default();
        }
        "mail" => point.normal = mail::normal(raw).unwrap_or_default(),
        _ => {}
    }
    point
}

/// The phone number that was typed, as [`typed`]; a mobile where it is one of Japan's.
#[must_use]
pub fn number(raw: &str, region: &str) -> ContactPoint {
    let point = typed("phone", raw, region);
    let mobile = ["+8170", "+8180", "+8190"].iter().any(|start| point.normal.starts_with(start));
    ContactPoint { kind: if mobile { "mobile" } else { "phone" }.into(), ..point }
}
