//! What all formats in JSON share: objects one after the other, never a whole file.

use super::super::gather::Gather;
use super::super::input::Text;
use super::super::lines::Lines;
use super::super::problems::Problem;
use serde::Deserialize;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, Read};
use std::marker::PhantomData;

/// Whether a text begins as JSON does.
pub(in super::super) fn is_json(head: &str) -> bool {
    let head = head.trim_start();
    let list = head.strip_prefix('[').map(str::trim_start);
    head.starts_with('{') || list.is_some_and(|inner| inner.starts_with(['{', '[', '"', ']']))
}

/// A string or a number, whichever the platform writes this time; empty for anything else.
#[derive(Debug, Default, Clone)]
pub(super) struct Scalar(pub String);

impl<'text> Deserialize<'text> for Scalar {
    fn deserialize<D: Deserializer<'text>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'text> Visitor<'text> for Any {
            type Value = Scalar;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("text or a number")
            }
            fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Scalar, E> {
                Ok(Scalar::default())
            }
            fn visit_unit<E>(self) -> Result<Scalar, E> {
                Ok(Scalar::default())
            }
            fn visit_map<A: MapAccess<'text>>(self, mut map: A) -> Result<Scalar, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Scalar::default())
            }
            fn visit_seq<A: SeqAccess<'text>>(self, mut list: A) -> Result<Scalar, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Scalar::default())
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// Reads one object a line.
pub(super) fn each_line<T: DeserializeOwned>(
    text: Text<'_>,
    gather: &mut Gather,
    take: impl Fn(u64, &T, &mut Gather),
) -> io::Result<()> {
    let mut lines = Lines::new(text.reader);
    let mut line = String::new();
    while lines.next_into(&mut line)? {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<T>(&line) {
            Ok(object) => take(lines.number, &object, gather),
            Err(error) => gather.problems.add(
                Problem::of_line(lines.number, format!("not a message: {}", reason(&error)))
                    .help("every line should hold one JSON object as the platform wrote it"),
            ),
        }
    }
    Ok(())
}

/// Reads the objects of every list called `list`, at any depth; of the outermost list if `list`
/// is empty.
pub(super) fn each_in<T: DeserializeOwned>(
    text: Text<'_>,
    list: &str,
    gather: &mut Gather,
    mut take: impl FnMut(u64, &T, &mut Gather),
) -> io::Result<()> {
    let line = Cell::new(1);
    let since = Cell::new(0);
    let counting = Counting {
        inner: text.reader,
        line: &line,
        since: &since,
    };
    let mut deserializer = serde_json::Deserializer::from_reader(counting);
    let result = Walk::<T, _> {
        list,
        here: list.is_empty(),
        take: &mut |object: T| {
            since.set(0);
            take(line.get(), &object, gather);
        },
        kind: PhantomData,
    }
    .deserialize(&mut deserializer)
    .and_then(|()| deserializer.end());
    if let Err(error) = result {
        if error.is_io() {
            return Err(error.into());
        }
        gather.problems.add(
            Problem::of_line(
                error.line() as u64,
                format!("not as the platform writes it: {}", reason(&error)),
            )
            .help("was the export cut off or edited? export it again"),
        );
    }
    Ok(())
}

/// The reason without the position.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((reason, _)) => super::super::gather::shortened(reason),
        None => text,
    }
}

/// Bytes without a message after which a file is none of messages.
const LONGEST: usize = 64 << 20;

/// Counts lines as they are read, and bytes since the last message.
struct Counting<'line, R> {
    inner: R,
    line: &'line Cell<u64>,
    since: &'line Cell<usize>,
}

impl<R: BufRead> Read for Counting<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // One byte at a time is what the parser asks for.
        let read = self.inner.read(buffer)?;
        let ended = super::super::input::lines(&buffer[..read]);
        self.line.set(self.line.get() + ended);
        self.since.set(self.since.get() + read);
        if self.since.get() > LONGEST {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!(
                    "{} MB up to line {} hold no message",
                    LONGEST >> 20,
                    self.line.get()
                ),
            ));
        }
        Ok(read)
    }
}

struct Walk<'walk, T, F> {
    list: &'walk str,
    here: bool,
    take: &'walk mut F,
    kind: PhantomData<T>,
}

impl<'text, T: DeserializeOwned, F: FnMut(T)> DeserializeSeed<'text> for Walk<'_, T, F> {
    type Value = ();
    fn deserialize<D: Deserializer<'text>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'text, T: DeserializeOwned, F: FnMut(T)> Visitor<'text> for Walk<'_, T, F> {
    type Value = ();
    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an export of messages")
    }
    fn visit_map<A: MapAccess<'text>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let here = !self.list.is_empty() && key == self.list;
            map.next_value_seed(Walk {
                list: self.list,
                here,
                take: &mut *self.take,
                kind: PhantomData::<T>,
            })?;
        }
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'text>>(self, mut list: A) -> Result<(), A::Error> {
        if self.here {
            while let Some(object) = list.next_element::<T>()? {
                (self.take)(object);
            }
            return Ok(());
        }
        while list
            .next_element_seed(Walk {
                list: self.list,
                here: false,
                take: &mut *self.take,
                kind: PhantomData::<T>,
            })?
            .is_some()
        {}
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
