//! Logs of IRC: weechat, irssi, znc and others of the same look.

use super::super::gather::Gather;
use super::super::input::Text;
use super::super::left_out::Reason;
use super::super::lines::Lines;
use super::super::problems::Problem;
use super::super::timestamps::{self, Moment};
use super::Format;
use std::io;
use std::path::Path;

/// `2022-01-03 05:50:01⇥nick⇥text`, `05:50 <nick> text` or `[05:50:01] <nick> text`.
pub(super) const FORMAT: Format = Format {
    name: "IRC log",
    recognises: |head| {
        let lines = || head.text.split(['\n', '\r']).take(40);
        lines().filter(|line| said(line).is_some()).count() >= 1
            && !lines().next().unwrap_or("").starts_with("timestamp")
    },
    read,
};

/// The time, the nick (empty for notices) and whether the time has a day.
fn said(line: &str) -> Option<(&str, &str, bool)> {
    if let Some((stamp, rest)) = line.split_once('\t') {
        let dated = stamp.len() >= 16
            && stamp.contains(':')
            && stamp.starts_with(|mark: char| mark.is_ascii_digit());
        let (nick, _) = rest.split_once('\t').unwrap_or((rest, ""));
        let notice =
            ["--", "-->", "<--", " *", "*", "=!=", ""].contains(&nick) || nick.starts_with("--");
        return (dated && timestamps::read(stamp).is_some()).then_some((
            stamp,
            if notice {
                ""
            } else {
                nick.trim_start_matches(['@', '+', '%', '&', '~'])
            },
            true,
        ));
    }
    let (stamp, rest) = if let Some(inside) = line.strip_prefix('[') {
        inside.split_once("] ")?
    } else {
        let clock = line.find(' ')?;
        let dated = line.as_bytes().first()?.is_ascii_digit() && !line[..clock].contains(':');
        let end = if dated {
            clock + 1 + line[clock + 1..].find(' ')?
        } else {
            clock
        };
        (&line[..end], &line[end + 1..])
    };
    if !stamp.contains(':')
        || !stamp.starts_with(|mark: char| mark.is_ascii_digit())
        || stamp.len() > 30
    {
        return None;
    }
    let dated = timestamps::read(stamp).is_some();
    if !dated && timestamps::read(&format!("2000-01-01 {stamp}")).is_none() {
        return None;
    }
    let nick = if let Some(rest) = rest.strip_prefix('<') {
        let (nick, _) = rest.split_once('>')?;
        nick.trim_start_matches(['@', '+', '%', '&', '~', ' '])
    } else if rest.starts_with("-!-")
        || rest.starts_with("***")
        || rest.starts_with("* ")
        || rest.starts_with(" * ")
    {
        ""
    } else {
        return None;
    };
    Some((stamp, nick, dated))
}

/// The day in a name such as `#camp.2022-01-03.log` or `20220103.log`.
fn day_of(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?;
    let part = |length: usize| {
        (0..name.len().saturating_sub(length - 1)).find_map(|start| {
            let text = name.get(start..start + length)?;
            let plain = text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-');
            (plain && matches!(timestamps::read(text), Some(Moment::Known { .. })))
                .then(|| text.to_owned())
        })
    };
    part(10).or_else(|| part(8)).map(|day| {
        if day.len() == 8 {
            format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..])
        } else {
            day
        }
    })
}

fn read(text: Text<'_>, path: &Path, gather: &mut Gather) -> io::Result<()> {
    let mut lines = Lines::new(text.reader);
    let mut line = String::new();
    let mut today = day_of(path);
    while lines.next_into(&mut line)? {
        if let Some(rest) = line.strip_prefix("--- ") {
            let date = ["Log opened ", "Day changed ", "Log closed "]
                .iter()
                .find_map(|start| rest.strip_prefix(start));
            if let Some(Moment::Known { local, .. }) = date.and_then(timestamps::read) {
                today = timestamps::date_of(local.div_euclid(86_400)).map(|date| date.to_string());
            }
            continue;
        }
        let Some((stamp, nick, dated)) = said(&line) else {
            continue;
        };
        if nick.is_empty() {
            gather.leave_out(Reason::System, lines.number);
            continue;
        }
        let time = if dated {
            timestamps::read(stamp)
        } else if let Some(today) = &today {
            timestamps::read(&format!("{today} {stamp}"))
        } else {
            gather.problems.add(
                Problem::of_line(lines.number, format!("`{stamp}` is a time without a day"))
                    .help("name the file after its day, such as channel.2022-01-03.log, or keep lines such as `--- Day changed Tue Jan 04 2022`"),
            );
            // All other lines would say the same.
            return Ok(());
        };
        let Some(time) = time else {
            gather.no_time(lines.number, None, stamp);
            continue;
        };
        gather.said(lines.number, time, nick);
    }
    Ok(())
}
