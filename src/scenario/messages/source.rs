//! Where values come from: the texts that were read, and which part of them a value was written in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The layers of a scenario, weakest first. A value of a later layer replaces one of an earlier layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    /// The default in the code.
    Default,
    /// The preset of the medium.
    Preset,
    /// The archetype library.
    Library,
    /// Worked out from other values: the share left over, or shares scaled to sum to 1.
    Derived,
    /// The scenario file.
    File,
    /// A named variation, `[strategy.NAME]`.
    Strategy,
    /// A command-line flag.
    Flag,
    /// A cell of a sweep or a draw from `[uncertainty]`.
    Cell,
}

/// Where one value or key was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) layer: Layer,
    /// Index into [`Sources`].
    pub(crate) source: u32,
    /// First byte in the text of the source.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
}

impl Origin {
    /// The origin of what nobody wrote.
    pub(crate) const DEFAULT: Self = Self {
        layer: Layer::Default,
        source: 0,
        start: 0,
        end: 0,
    };
}

/// One text.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// File name, or what stands for it (`--set`, `preset chat`).
    pub(crate) name: String,
    pub(crate) text: String,
}

/// All texts that a scenario was made from.
#[derive(Debug, Clone)]
pub(crate) struct Sources {
    list: Vec<Source>,
    /// Where tables lie that are not where they are named: the copies in an output folder.
    tables: BTreeMap<String, PathBuf>,
}

impl Sources {
    /// A list that knows the defaults only.
    pub(crate) fn new() -> Self {
        Self {
            list: vec![Source {
                name: "default".to_owned(),
                text: String::new(),
            }],
            tables: BTreeMap::new(),
        }
    }

    /// Tells where tables lie that are not where they are named.
    pub(crate) fn move_tables(&mut self, tables: &BTreeMap<String, PathBuf>) {
        self.tables.clone_from(tables);
    }

    /// Where a table lies that a value names: beside the file that the value stands in.
    pub(crate) fn table(&self, named: &str, origin: Origin) -> PathBuf {
        self.tables.get(named).cloned().unwrap_or_else(|| {
            Path::new(&self.get(origin.source).name)
                .parent()
                .unwrap_or(Path::new(""))
                .join(named)
        })
    }

    pub(crate) fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> u32 {
        // Carriage returns would be shown as symbols; blanks keep every place where it is.
        let text: String = text.into();
        let text = if text.contains("\r\n") {
            text.replace("\r\n", " \n")
        } else {
            text
        };
        self.list.push(Source {
            name: name.into(),
            text,
        });
        (self.list.len() - 1) as u32
    }

    pub(crate) fn get(&self, index: u32) -> &Source {
        self.list.get(index as usize).unwrap_or(&self.list[0])
    }

    /// The text written at an origin.
    pub(crate) fn text(&self, origin: Origin) -> &str {
        self.get(origin.source)
            .text
            .get(origin.start as usize..origin.end as usize)
            .unwrap_or_default()
    }

    /// The text written at an origin, cut to forty characters.
    pub(crate) fn quote(&self, origin: Origin) -> String {
        let line = self.text(origin).lines().next().unwrap_or_default();
        if line.chars().count() > 40 {
            line.chars().take(39).chain(['…']).collect()
        } else {
            line.to_owned()
        }
    }

    /// Line and column of a byte, both from 1; columns count characters.
    pub(crate) fn position(&self, source: u32, byte: u32) -> (usize, usize) {
        let text = &self.get(source).text;
        let byte = floor_boundary(text, byte as usize);
        let before = &text[..byte];
        let line = before
            .bytes()
            .filter(|&character| character == b'\n')
            .count()
            + 1;
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (line, before[line_start..].chars().count() + 1)
    }

    /// Where a value comes from, in words: `default`, `preset chat`, `camp.toml:7`.
    pub(crate) fn provenance(&self, origin: Origin) -> String {
        let source = self.get(origin.source);
        let words = match origin.layer {
            Layer::Default => "default".to_owned(),
            Layer::Preset | Layer::Library | Layer::Derived => source.name.clone(),
            Layer::File | Layer::Strategy | Layer::Cell => {
                let (line, _) = self.position(origin.source, origin.start);
                format!("{}:{line}", source.name)
            }
            Layer::Flag => format!("{} {}", source.name, source.text),
        };
        // It is shown as a comment, which ends with the line.
        words.replace(char::is_control, " ").trim().to_owned()
    }
}

/// The nearest character boundary at or before `byte`.
pub(crate) fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
