//! Stack Exchange, the `Posts.xml` or `Comments.xml` of the data dump.

use super::super::gather::{Answers, Gather, Message};
use super::super::input::Text;
use super::super::left_out::Reason;
use super::super::problems::Problem;
use super::super::timestamps;
use super::Format;
use std::io;
use std::path::Path;

/// `<row … CreationDate="…" OwnerUserId="…" />`.
pub(super) const FORMAT: Format = Format {
    name: "Stack Exchange XML",
    recognises: |head| {
        head.text
            .trim_start_matches('\u{feff}')
            .starts_with("<?xml")
            && head.text.contains("<row ")
            && head.text.contains("CreationDate=")
    },
    read,
};

fn read(text: Text<'_>, _: &Path, gather: &mut Gather) -> io::Result<()> {
    use quick_xml::events::Event;
    gather.knows_replies();
    // One row a line, so that lines can be told.
    let mut lines = super::super::lines::Lines::new(text.reader);
    let mut line = String::new();
    while lines.next_into(&mut line)? {
        if !line.trim_start().starts_with("<row") {
            continue;
        }
        let mut reader = quick_xml::Reader::from_str(line.trim());
        let row = match reader.read_event() {
            Ok(Event::Empty(row) | Event::Start(row)) => row,
            Ok(_) => continue,
            Err(error) => {
                gather.problems.add(Problem::of_line(
                    lines.number,
                    format!("the row cannot be read: {error}"),
                ));
                continue;
            }
        };
        let cell = |name: &str| {
            let found = row.try_get_attribute(name).ok().flatten();
            found
                .and_then(|found| {
                    found
                        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                        .ok()
                })
                .map(std::borrow::Cow::into_owned)
                .unwrap_or_default()
        };
        let date = cell("CreationDate");
        let Some(time) = timestamps::read(&date) else {
            gather.no_time(lines.number, Some("CreationDate"), &date);
            continue;
        };
        let owner = [cell("OwnerUserId"), cell("UserId")]
            .into_iter()
            .find(|id| !id.is_empty())
            .unwrap_or_default();
        if owner.is_empty() {
            gather.leave_out(Reason::Deleted, lines.number);
            continue;
        }
        // -1 is the community's own account.
        if owner == "-1" {
            gather.leave_out(Reason::Bot, lines.number);
            continue;
        }
        let answered = [cell("ParentId"), cell("PostId")]
            .into_iter()
            .find(|id| !id.is_empty())
            .unwrap_or_default();
        let id = cell("Id");
        gather.message(&Message {
            line: lines.number,
            time,
            author_id: &owner,
            author: "",
            id: &id,
            answers: if answered.is_empty() {
                Answers::Nothing
            } else {
                Answers::Message(&answered)
            },
        });
    }
    Ok(())
}
