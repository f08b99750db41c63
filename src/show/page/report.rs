//! What a study has to say, as data: the file `report.json`, from which the page is made.
//!
//! Every study writes the same shape. Sentences and names stand in both languages, charts as the
//! numbers they are drawn from.

use crate::draw::Chart;
use crate::words::lessons::Lesson;
use crate::words::{Language, Phrase};
use serde::{Deserialize, Serialize};

/// Version of the shape: it grows when a reader of the former one would be misled. `docs/report.md` tells of each.
pub const VERSION: u32 = 2;

/// All that a page says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Report {
    /// Version of this shape.
    pub version: u32,
    /// The command that made it: `run`, `compare` …
    pub study: String,
    /// The language in which the page opens.
    pub language: Language,
    /// Title of the scenario.
    pub title: String,
    /// What is asked before the answer is shown, where the page is one of a lesson.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lesson: Option<Question>,
    /// What was asked and lived through, in a line.
    pub asked: Phrase,
    /// The answer, in two or three sentences.
    pub answer: Vec<Phrase>,
    /// How sure it is, what would make it surer, and what would turn it.
    pub certainty: Vec<Phrase>,
    /// What happened and why.
    pub story: Vec<Chapter>,
    /// Numbers worth reading, most important table first.
    pub figures: Vec<Figures>,
    /// What the answer rests on.
    pub rests: Rests,
    /// Charts, the most telling first.
    pub charts: Vec<Chart>,
    /// The scenario.
    pub scenario: Written,
    /// How it was made: names and values.
    pub made: Vec<(Phrase, String)>,
}

impl Report {
    /// A page that says nothing yet.
    pub fn blank(study: &str, language: Language) -> Self {
        Self {
            version: VERSION,
            study: study.to_owned(),
            language,
            title: String::new(),
            lesson: None,
            asked: Phrase::from(""),
            answer: Vec::new(),
            certainty: Vec::new(),
            story: Vec::new(),
            figures: Vec::new(),
            rests: Rests::default(),
            charts: Vec::new(),
            scenario: Written::default(),
            made: Vec::new(),
        }
    }
}

/// What a lesson asks, and what it says once the reader has guessed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Question {
    /// What the lesson is called.
    pub title: Phrase,
    /// What is asked.
    pub question: Phrase,
    /// What may be guessed.
    pub guesses: Vec<Phrase>,
    /// The guess that the runs bear out.
    pub right: usize,
    /// What surprises in it.
    pub surprise: Phrase,
    /// Where the model could be wrong.
    pub doubt: Phrase,
    /// What to try next.
    pub exercise: Phrase,
}

impl From<&Lesson> for Question {
    fn from(lesson: &Lesson) -> Self {
        Self {
            title: lesson.title.into(),
            question: lesson.question.into(),
            guesses: lesson.guesses.map(Phrase::from).to_vec(),
            right: lesson.right,
            surprise: lesson.surprise.into(),
            doubt: lesson.doubt.into(),
            exercise: lesson.exercise.into(),
        }
    }
}

/// Some sentences under a heading.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Chapter {
    /// What they are about; none for the whole.
    pub about: Option<String>,
    /// The sentences.
    pub sentences: Vec<Phrase>,
}

/// A table of numbers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Figures {
    /// Its title.
    pub title: Phrase,
    /// How it is to be read.
    pub note: Phrase,
    /// Names of the columns; the first is that of the rows.
    pub columns: Vec<Phrase>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// Its name.
    pub name: Phrase,
    /// The key under which files and `qun explain` know what is named.
    pub key: Option<String>,
    /// What stands in it.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What stands in it.
    pub text: Phrase,
    /// How it compares.
    pub sign: Option<Sign>,
    /// More about it, in small print.
    pub more: Option<Phrase>,
}

impl Cell {
    /// A cell with a text.
    pub fn new(text: impl Into<Phrase>) -> Self {
        Self {
            text: text.into(),
            sign: None,
            more: None,
        }
    }
}

/// How something compares with what it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Clearly better.
    Better,
    /// Clearly worse.
    Worse,
    /// Clearly different, and nobody can say which is better.
    Different,
    /// Not clearly different.
    Unclear,
}

/// What an answer rests on.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Rests {
    /// In sentences.
    pub sentences: Vec<Phrase>,
    /// Values that many results depend on and nobody has set.
    pub foremost: Vec<Assumption>,
    /// All values that are assumed and not set.
    pub assumed: Vec<Assumption>,
    /// What is drawn anew for each run, as it is written.
    pub beliefs: Vec<String>,
}

/// A value that nobody has set, with how well it is known.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Assumption {
    /// Path of the value.
    pub path: String,
    /// The value.
    pub value: String,
    /// Its unit.
    pub unit: Option<Phrase>,
    /// What it means.
    pub meaning: Phrase,
    /// How well it is known: `measured`, `literature`, `assumed` or `setting`.
    pub known: String,
    /// Where it comes from.
    pub source: Phrase,
}

/// The scenario as the page shows it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Written {
    /// Values that differ from the defaults, and where each is written.
    pub changed: Vec<Change>,
    /// What each strategy changes.
    pub strategies: Vec<(String, Vec<Change>)>,
    /// The whole, with every value written out.
    pub whole: String,
}

/// A value that was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Path of the value.
    pub path: String,
    /// The value.
    pub value: String,
    /// Where it is written, or what it was before.
    pub from: String,
}
