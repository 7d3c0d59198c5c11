//! The handbook: past inquiries and how they were answered, as text for whoever answers the next one.
//!
//! By kind, without a customer's name; what stands in the words themselves stays as it was written.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};

use super::{Lang, Text, format, label};
use crate::domain::inquiry::{Handled, KINDS};

/// The inquiries that were answered, as Markdown.
#[must_use]
pub fn markdown(all: &[Handled], now: DateTime<FixedOffset>, lang: Lang) -> String {
    let mut text = format!("# {}\n", Text::HandbookTitle.words(lang));
    let answered: Vec<&Handled> = all.iter().filter(|one| !one.steps.is_empty()).collect();
    for kind in KINDS.iter().copied().chain([""]) {
        let of_kind: Vec<_> = answered.iter().filter(|one| one.inquiry.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let heading = if kind.is_empty() { label::choice("other", lang) } else { label::choice(kind, lang) };
        let _ = writeln!(text, "\n## {heading} ({})", of_kind.len());
        of_kind.iter().for_each(|one| entry(&mut text, one, now, lang));
    }
    text
}

fn entry(text: &mut String, one: &Handled, now: DateTime<FixedOffset>, lang: Lang) {
    let inquiry = &one.inquiry;
    let mut lines = inquiry.text.lines();
    let mark = if inquiry.complaint { Text::ComplaintMark.words(lang) } else { "" };
    let _ = writeln!(text, "\n### {}", joined(&[mark, lines.next().unwrap_or_default()]));
    let rest: Vec<&str> = lines.collect();
    if !rest.is_empty() {
        let _ = writeln!(text, "\n{}", rest.join("\n"));
    }
    text.push('\n');
    for step in &one.steps {
        let day = step.at.map(|at| format::local(at, now).date_naive().to_string()).unwrap_or_default();
        let channel = label::choice(&step.channel, lang);
        let _ = writeln!(text, "- {}", joined(&[&day, channel, &step.text.replace('\n', "\n  ")]));
    }
    for (name, words) in [(Text::HandbookCause, &inquiry.cause), (Text::HandbookReview, &inquiry.review)] {
        if !words.is_empty() {
            let _ = writeln!(text, "- {}: {}", name.words(lang), words.replace('\n', "\n  "));
        }
    }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::inquiry::Inquiry;
    use crate::domain::inquiry_step::InquiryStep;
    use crate::domain::page::Line;

    #[test]
    fn a_handbook_names_the_answer_and_not_the_customer() {
        let now = DateTime::parse_from_rfc3339("2026-11-28T10:00:00+09:00").unwrap();
        let step =
            InquiryStep { text: "sent a new one".into(), channel: "mail".into(), ..InquiryStep::default() };
        let inquiry = Inquiry { kind: "repair".into(), text: "It is broken".into(), ..Inquiry::default() };
        let line = Line { name: "Acme".into(), ..Line::default() };
        let one = Handled { inquiry, line, steps: vec![step], ..Handled::default() };
        let open = Handled { steps: Vec::new(), ..one.clone() };
        let text = markdown(&[one, open], now, Lang::En);
        assert!(text.contains("### It is broken\n\n- mail sent a new one"), "{text}");
        assert!(!text.contains("Acme") && text.contains("(1)"));
    }
}
