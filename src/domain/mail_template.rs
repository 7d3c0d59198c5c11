//! The mail template: a subject and a body with blanks such as `{name}`, to write mails from.

use super::fold::fold;
use super::record::{record, whole};
use super::{Id, Write};

record! {
    /// A mail to be filled in.
    MailTemplate in field {
        /// What it is called.
        1 name: Text,
        /// The subject line.
        2 subject: Text,
        /// The text.
        3 body: Long,
    }
}

impl MailTemplate {
    /// The template of that name: the same on every desk.
    #[must_use]
    pub fn called(name: &str) -> Self {
        let id = Id::of_parts(&[b"mail_template", fold(name).as_bytes()]);
        Self { id, name: name.to_owned(), ..Self::default() }
    }

    /// The write that has it there as it says, also after it was deleted.
    #[must_use]
    pub fn put_there(&self) -> Write {
        whole(self)
    }
}
