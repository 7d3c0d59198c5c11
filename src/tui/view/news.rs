//! The line above the keys: what just happened, or what went wrong and the way out.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::app::toast::News;
use crate::domain::Deed;
use crate::i18n::{Lang, Text, block, label};
use crate::tui::theme::Role;

/// Draws the news, if there are any.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect) {
    let Some(toast) = &pen.app.toast else { return };
    let (role, words) = words(pen, &toast.news);
    pen.put(Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area }, role, &words);
}

fn words(pen: &Pen<'_>, news: &News) -> (Role, String) {
    let lang = pen.lang();
    match news {
        News::Saved(deed, subject) => {
            (Role::Won, Text::SavedDeed.fill(lang, &[("what", &about(*deed, subject, lang))]))
        }
        News::Orphaned(deed, subject) => {
            (Role::Warning, Text::SavedOrphaned.fill(lang, &[("what", &about(*deed, subject, lang))]))
        }
        News::Undone(deed, subject, kept) => {
            let undone = Text::UndoneDeed.fill(lang, &[("what", &about(*deed, subject, lang))]);
            let rest = Text::KeptRecords.fill(lang, &[("n", &kept.to_string())]);
            (Role::Due, if *kept == 0 { undone } else { format!("{undone}. {rest}") })
        }
        News::Redone(deed, subject) => {
            (Role::Won, Text::RedoneDeed.fill(lang, &[("what", &about(*deed, subject, lang))]))
        }
        News::Misfits(subject, misfits) => {
            let places = [("name", subject.as_str()), ("n", &*crate::i18n::format::count(*misfits))];
            (Role::Warning, Text::SavedMisfits.fill(lang, &places))
        }
        News::Copied(number) => (Role::Text, Text::CopiedNumber.fill(lang, &[("number", number)])),
        News::Posted(what) => (Role::Won, Text::MailPosted.fill(lang, &[("what", what)])),
        News::Dialled(number) => (Role::Text, Text::DialledNumber.fill(lang, &[("number", number)])),
        News::Blocked(block) => (Role::Blocked, block::says(block, pen.app.desk.page(), pen.now(), lang)),
        News::WhyNot(text) => (Role::Warning, text.words(lang).to_owned()),
        News::Failed(trouble) => (Role::Error, label::trouble(trouble, lang)),
        News::SearchInMemory(why) => {
            (Role::Warning, Text::SearchInMemory.fill(lang, &[("why", &label::trouble(why, lang))]))
        }
        News::Claimed(_, 0) => (Role::Warning, Text::NobodyLeftToClaim.words(lang).to_owned()),
        News::Claimed(list, count) => {
            let places = [("n", &*count.to_string()), ("name", list.as_str())];
            (Role::Won, Text::ClaimedNext.fill(lang, &places))
        }
        News::Synced(synced) => (Role::Text, super::sync::news(synced, lang)),
        News::NotSynced(why) => {
            (Role::Dim, Text::SyncNotNow.fill(lang, &[("why", &label::trouble(why, lang))]))
        }
        News::Plain(words) => (Role::Warning, words.clone()),
    }
}

fn about(deed: Deed, subject: &str, lang: Lang) -> String {
    format!("{} {subject}", label::deed(deed, lang)).trim_end().to_owned()
}
