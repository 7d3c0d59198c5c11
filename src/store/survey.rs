//! Questionnaires and what was answered, mail templates, and who was at which event.

use std::collections::HashMap;

use super::Result;
use super::group;
use super::open::Desk;
use super::read::many;
use crate::domain::Id;
use crate::domain::answer::Answer;
use crate::domain::attendance::Attendance;
use crate::domain::mail_template::MailTemplate;
use crate::domain::question::Question;
use crate::domain::setup::Standing;
use crate::domain::survey::Survey;
use crate::domain::tag::Tag;

impl Desk {
    /// The questionnaires there are, by name.
    pub fn surveys(&self) -> Result<Vec<Survey>> {
        let questions: Vec<Question> = many(
            &self.conn,
            "WHERE t.gone IS NULL AND t.code IS NOT NULL AND t.survey IS NOT NULL ORDER BY t.id",
            [],
        )?;
        Ok(Survey::all(questions))
    }

    /// What a customer, and all who are one with it, has answered; the newest first.
    pub fn answers_of(&self, customer: Id) -> Result<Vec<Answer>> {
        let mut all: Vec<Answer> = Vec::new();
        for member in group::members(&self.conn, customer)? {
            all.extend(many::<Answer>(
                &self.conn,
                "WHERE t.customer = ?1 AND t.gone IS NULL",
                [member.as_bytes()],
            )?);
        }
        all.sort_by_key(|answer| (std::cmp::Reverse(answer.at), answer.id));
        Ok(all)
    }

    /// The newest answer to a question of everybody who is listed, under the name they are listed by.
    pub fn answers_to(&self, question: Id) -> Result<Vec<Answer>> {
        let all: Vec<Answer> = many(
            &self.conn,
            "WHERE t.question = ?1 AND t.gone IS NULL ORDER BY t.round, t.at, t.id",
            [question.as_bytes()],
        )?;
        let mut newest: HashMap<Id, Answer> = HashMap::new();
        for mut answer in all {
            let Some(face) = group::shown(&self.conn, answer.customer)? else { continue };
            answer.customer = Some(face);
            newest.insert(face, answer);
        }
        let mut newest: Vec<Answer> = newest.into_values().collect();
        newest.sort_by_key(|answer| answer.id);
        Ok(newest)
    }

    /// The mail templates there are, by name.
    pub fn mail_templates(&self) -> Result<Vec<MailTemplate>> {
        many(&self.conn, "WHERE t.gone IS NULL AND t.name IS NOT NULL ORDER BY t.name, t.id", [])
    }

    /// The tags that are offered, by name.
    pub fn offered_tags(&self) -> Result<Vec<Tag>> {
        let nobodys = "WHERE t.customer IS NULL AND t.gone IS NULL AND t.name IS NOT NULL ORDER BY t.name";
        let mut all: Vec<Tag> = many(&self.conn, nobodys, [])?;
        all.retain(|tag| tag.id == Tag::offered(&tag.name).id);
        Ok(all)
    }

    /// What a template is laid over.
    pub fn set_up(&self) -> Result<Standing> {
        let surveys = self.surveys()?;
        Ok(Standing {
            fields: self.all_own_fields()?,
            questions: surveys.into_iter().flat_map(|survey| survey.questions).collect(),
            mails: self.mail_templates()?,
            pipelines: self.pipelines()?,
            lists: self.call_lists()?,
            tags: self.offered_tags()?,
            book: self.rulebook(None)?,
        })
    }

    /// Who was invited to an event, and how far each got: of whoever is listed what was said last, under
    /// the name they are listed by.
    pub fn attendances(&self, event: Id) -> Result<Vec<Attendance>> {
        let all: Vec<Attendance> = many(
            &self.conn,
            "WHERE t.event = ?1 AND t.gone IS NULL AND t.customer IS NOT NULL ORDER BY t.at, t.id",
            [event.as_bytes()],
        )?;
        let mut last: HashMap<(Id, Option<Id>), Attendance> = HashMap::new();
        for mut one in all {
            let Some(face) = group::shown(&self.conn, one.customer)? else { continue };
            one.customer = Some(face);
            last.insert((face, one.person), one);
        }
        let mut last: Vec<Attendance> = last.into_values().collect();
        last.sort_by_key(|one| (one.at, one.id));
        Ok(last)
    }
}
