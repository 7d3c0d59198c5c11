//! A mail about to leave: its text as the rep edits it, and as a `mailto:` link.
//!
//! Where it goes to comes from a [`Clearance`] and is no part of the text: nothing typed becomes a header.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};

use super::activity;
use super::blanks;
use super::contact::Clearance;
use super::mail_template::MailTemplate;
use super::page::Page;
use super::typed::{clean, clean_line};
use super::{Change, Id, Noun, Value};

/// A mail's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// The subject: one line, no control characters.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// What stands before the subject in the text that is edited.
const SUBJECT: &str = "Subject: ";
/// The longest link that mail programs take.
const LINK: usize = 8_000;

impl Letter {
    /// A template with its blanks filled, to `whom` there.
    #[must_use]
    pub fn of(template: &MailTemplate, page: &Page, whom: Option<Id>, rep: &str) -> Self {
        let fill = |words: &str| blanks::fill(words, page, whom, rep);
        Self::new(&fill(&template.subject), &fill(&template.body))
    }

    /// These words, cleaned.
    #[must_use]
    pub fn new(subject: &str, body: &str) -> Self {
        let body = clean(body);
        Self { subject: clean_line(subject).trim().to_owned(), body: format!("{}\n", body.trim_end()) }
    }

    /// The text to edit: the subject line, an empty one, the words.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{SUBJECT}{}\n\n{}", self.subject, self.body)
    }

    /// What an edited text says; the subject stays where its line is gone.
    #[must_use]
    pub fn edited(&self, text: &str) -> Self {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        match first.strip_prefix(SUBJECT.trim_end()) {
            Some(subject) => Self::new(subject, rest.trim_start_matches(['\r', '\n'])),
            None => Self::new(&self.subject, text),
        }
    }

    /// Says whether a blank is still to be filled.
    #[must_use]
    pub fn has_blanks(&self) -> bool {
        self.subject.contains(blanks::BLANK) || self.body.contains(blanks::BLANK)
    }

    /// The link that opens it in a mail program; nothing where it is too long for one.
    #[must_use]
    pub fn link(&self, cleared: &Clearance) -> Option<String> {
        let body = self.body.replace('\n', "\r\n");
        let link = format!(
            "mailto:{}?subject={}&body={}",
            encoded(cleared.address(), "@"),
            encoded(&self.subject, ""),
            encoded(&body, "")
        );
        (link.len() <= LINK).then_some(link)
    }

    /// The change that logs it, with its subject, as sent.
    #[must_use]
    pub fn logged(&self, mut change: Change) -> Change {
        let mail = change.writes.iter_mut().find(|write| write.noun == Noun::Activity && write.new);
        if let Some(mail) = mail.filter(|_| !self.subject.is_empty()) {
            mail.fields.push((activity::field::subject, Value::Text(self.subject.clone())));
        }
        change
    }
}

/// What the file of a mail to a customer is called.
#[must_use]
pub fn file_name(customer: Id, at: DateTime<FixedOffset>) -> String {
    format!("{}-{customer}.eml", at.format("%Y%m%d-%H%M%S"))
}

/// To which customer the mail in a file of that name goes.
#[must_use]
pub fn addressee(file: &str) -> Option<Id> {
    file.strip_suffix(".eml")?.splitn(3, '-').nth(2)?.parse().ok()
}

/// Percent-encoded, but for letters, figures and `kept`.
fn encoded(text: &str, kept: &str) -> String {
    let mut link = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.as_bytes().contains(&byte) {
            link.push(char::from(byte));
        } else {
            let _ = write!(link, "%{byte:02X}");
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::may_contact_first;
    use crate::domain::contact_point::typed;
    use crate::domain::customer::Customer;

    fn page() -> Page {
        let customer = Customer {
            id: Id::mint(1),
            name: "田中製作所\r\nBcc: all@x.example".into(),
            ..Customer::default()
        };
        let point = crate::domain::contact_point::ContactPoint {
            id: Id::mint(2),
            customer: Some(customer.id),
            ..typed("mail", "Info@Tanaka.example", "JP")
        };
        Page { customer, contact_points: vec![point], ..Page::default() }
    }

    #[test]
    fn the_name_of_a_file_tells_whose_mail_is_in_it() {
        let at = DateTime::parse_from_rfc3339("2026-11-28T10:00:00+09:00").unwrap();
        let customer = Id::mint(7);
        assert_eq!(addressee(&file_name(customer, at)), Some(customer));
        assert_eq!(addressee("20261128-100000-offer.eml"), None);
    }

    #[test]
    fn nothing_in_the_book_becomes_a_header_or_a_second_parameter() {
        let template = MailTemplate {
            subject: "Hello {name}&cc=x".into(),
            body: "a\n".into(),
            ..MailTemplate::default()
        };
        let letter = Letter::of(&template, &page(), None, "Kawai");
        assert!(!letter.subject.contains(['\r', '\n']), "{:?}", letter.subject);
        let cleared = may_contact_first(&page(), None, "mail", 0).unwrap();
        let link = letter.link(&cleared).unwrap();
        assert!(link.starts_with("mailto:Info@tanaka.example?subject=Hello%20"), "{link}");
        assert!(!link.contains("&cc=") && link.matches('&').count() == 1, "{link}");
    }

    #[test]
    fn an_edited_text_gives_its_subject_and_words_back_and_keeps_the_subject_where_its_line_is_gone() {
        let letter = Letter::new("One", "a\nb");
        assert_eq!(letter.edited(&letter.text()), letter);
        assert_eq!(letter.edited("Subject: Two\n\nc"), Letter::new("Two", "c"));
        assert_eq!(letter.edited("just words"), Letter::new("One", "just words"));
        assert_eq!(letter.edited("Subject: x\u{1b}[2J\u{7}\n\ny").subject, "x[2J");
    }
}
