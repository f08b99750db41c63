//! In which language a command speaks, and how clap's words are said in it.

use crate::words::Language;
use crate::words::messages::{said, said_by_line};
use crate::words::wide::half_width;
use clap::builder::StyledStr;
use clap::{Arg, Command};
use std::ffi::{OsStr, OsString};

/// The flag that names a language.
const FLAG: &str = "--language";

/// The language that is asked for by `--language`, or else the system's.
pub fn language(arguments: &[OsString]) -> Language {
    let mut flag = arguments
        .iter()
        .enumerate()
        .filter_map(|(place, argument)| {
            let text = argument.to_str()?;
            match text.strip_prefix(FLAG)? {
                "" => arguments.get(place + 1)?.to_str(),
                value => value.strip_prefix('='),
            }
        });
    let asked = flag.find_map(Language::from_tag);
    asked.or_else(of_system).unwrap_or_default()
}

/// The language of the system, as its variables name it.
pub fn of_system() -> Option<Language> {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let first = variables
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())?;
    Language::from_tag(&first)
}

/// The arguments with a `--language` that stands before the command behind it, if the command knows it.
pub fn arranged(mut arguments: Vec<OsString>, whole: &Command) -> Vec<OsString> {
    let is_flag = |argument: &OsString| {
        argument
            .to_str()
            .is_some_and(|it| it == FLAG || it.starts_with("--language="))
    };
    if !arguments.get(1).is_some_and(is_flag) {
        return arguments;
    }
    let length = if arguments[1] == OsStr::new(FLAG) {
        2
    } else {
        1
    };
    let end = (1 + length).min(arguments.len());
    let flag: Vec<OsString> = arguments.drain(1..end).collect();
    let knows = |command: &Command| {
        command
            .get_arguments()
            .any(|it| it.get_long() == Some("language"))
    };
    let command = arguments
        .get(1)
        .and_then(|name| whole.find_subcommand(name));
    if command.is_some_and(knows) {
        arguments.splice(2..2, flag);
    }
    arguments
}

/// The arguments with numbers and equals signs as a Chinese keyboard writes them made plain: `３０` is 30, and
/// what `--set` and `--vary` give may be `days＝３０`.
pub fn plain(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut gives = false;
    let plain = |argument: OsString| {
        let assigns = std::mem::replace(&mut gives, argument == "--set" || argument == "--vary");
        let Some(text) = argument.to_str() else {
            return argument;
        };
        if let Some(number) = half_width(text) {
            return number.into();
        }
        match text.split_once(['=', '＝']) {
            Some((path, value)) if assigns => {
                let number = half_width(value);
                format!("{path}={}", number.as_deref().unwrap_or(value)).into()
            }
            _ => argument,
        }
    };
    arguments.into_iter().map(plain).collect()
}

/// The command line with its help in `language`.
pub fn told(command: Command, language: Language) -> Command {
    if language == Language::English {
        return command;
    }
    let told_of = |text: Option<&StyledStr>| text.map(|it| said_by_line(&it.to_string(), language));
    let [about, long_about, before, before_long, after, after_long] = [
        command.get_about(),
        command.get_long_about(),
        command.get_before_help(),
        command.get_before_long_help(),
        command.get_after_help(),
        command.get_after_long_help(),
    ]
    .map(told_of);
    let mut command = command
        .about(about.unwrap_or_default())
        .before_help(before.unwrap_or_default());
    if let Some(text) = long_about {
        command = command.long_about(text);
    }
    if let Some(text) = before_long {
        command = command.before_long_help(text);
    }
    if let Some(text) = after {
        command = command.after_help(text);
    }
    if let Some(text) = after_long {
        command = command.after_long_help(text);
    }
    command
        .mut_args(|argument| told_argument(argument, language))
        .mut_subcommands(|inner| told(inner, language))
}

fn told_argument(argument: Arg, language: Language) -> Arg {
    let told_of = |text: Option<&StyledStr>| text.map(|it| said_by_line(&it.to_string(), language));
    let [help, long] = [argument.get_help(), argument.get_long_help()].map(told_of);
    let mut argument = argument;
    if let Some(text) = help {
        argument = argument.help(text);
    }
    if let Some(text) = long {
        argument = argument.long_help(text);
    }
    argument
}

/// Words that clap writes itself, in help and errors.
const OWN: &[&str] = &[
    "Usage:",
    "Commands:",
    "Arguments:",
    "Options:",
    "Possible values:",
    "[default: ",
    "[possible values: ",
    "[OPTIONS]",
    "[COMMAND]",
    "<COMMAND>",
    "Print help (see more with '--help')",
    "Print help (see a summary with '-h')",
    "Print help",
    "Print version",
];

/// What clap has written, in `language`.
pub fn translated(text: &str, language: Language) -> String {
    if language == Language::English {
        return text.to_owned();
    }
    let lines = text.split('\n').map(|line| match permitted_word(line) {
        Some((word, meaning)) => format!("{word}{}", said(meaning, language)),
        None => said_by_line(line, language),
    });
    let text = lines.collect::<Vec<String>>().join("\n");
    OWN.iter()
        .fold(text, |text, own| text.replace(own, &said(own, language)))
}

/// A line of help that says what one of the permitted words of a flag means, `- fixed: All …`, split
/// before the meaning.
fn permitted_word(line: &str) -> Option<(&str, &str)> {
    let (word, _) = line.trim_start().strip_prefix("- ")?.split_once(": ")?;
    let is_word = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
    if !word.chars().all(is_word) {
        return None;
    }
    let colon = line.find(": ")? + 1;
    let blank = line[colon..].len() - line[colon..].trim_start().len();
    Some(line.split_at(colon + blank))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::is_chinese;

    /// Every text of help: of the command and of those below it.
    fn texts(command: &Command, all: &mut Vec<String>) {
        all.extend(command.get_about().map(ToString::to_string));
        for argument in command.get_arguments() {
            all.extend(argument.get_help().map(ToString::to_string));
            all.extend(argument.get_long_help().map(ToString::to_string));
            let values = argument.get_possible_values();
            let meanings = values.iter().filter_map(|value| value.get_help());
            all.extend(meanings.map(|it| said(&it.to_string(), Language::Chinese).into_owned()));
        }
        for inner in command.get_subcommands() {
            texts(inner, all);
        }
    }

    /// Whether three English words stand side by side in a text, outside of code.
    fn has_english(text: &str) -> bool {
        let words = text
            .split('`')
            .step_by(2)
            .flat_map(|prose| prose.split(' '));
        let is_small = |word: &str| {
            let word = word.trim_end_matches([',', '.', ';', ':']);
            !word.is_empty() && word.chars().all(|sign| sign.is_ascii_lowercase())
        };
        let mut row = 0;
        words.into_iter().any(|word| {
            row = if is_small(word) { row + 1 } else { 0 };
            row == 3
        })
    }

    #[test]
    fn what_a_word_of_a_flag_means_is_said_and_the_word_is_kept() {
        let say = |text| translated(text, Language::Chinese);
        assert_eq!(
            say("  - strategies: What an operator can do"),
            "  - strategies: 运营者能做什么"
        );
        assert_eq!(say("  - always: Always"), "  - always: 总是");
        assert_eq!(
            say("  4    some cells failed, the others are kept"),
            "  4    有些格子失败，其余保留"
        );
        assert!(has_english("为 the letter of a 字") && !has_english("用 `a b c d` 与 a b"));
    }

    #[test]
    fn help_is_whole_in_chinese() {
        let mut all = Vec::new();
        texts(&told(crate::cli::command(), Language::Chinese), &mut all);
        assert!(all.len() > 80, "{}", all.len());
        let english: Vec<&String> = all
            .iter()
            .filter(|text| !text.is_empty())
            .filter(|text| !text.chars().any(is_chinese) || has_english(text))
            .collect();
        assert!(english.is_empty(), "{english:#?}");
        assert!(
            OWN.iter()
                .all(|own| said(own, Language::Chinese).chars().any(is_chinese))
        );
    }

    /// What stands behind the examples of a command and of those below it.
    fn explanations(command: &Command, all: &mut Vec<String>) {
        let before = command.get_before_help().map(ToString::to_string);
        for line in before.unwrap_or_default().lines() {
            let line = line.trim();
            all.extend(line.rfind("  ").map(|at| line[at + 2..].to_owned()));
        }
        for inner in command.get_subcommands() {
            explanations(inner, all);
        }
    }

    #[test]
    fn examples_are_explained_in_chinese() {
        let mut all = Vec::new();
        explanations(&told(crate::cli::command(), Language::Chinese), &mut all);
        assert!(all.len() > 25, "{}", all.len());
        all.retain(|text| !text.chars().any(is_chinese));
        assert!(all.is_empty(), "{all:#?}");
    }

    #[test]
    fn a_language_before_the_command_is_for_the_command() {
        let arguments = |text: &str| {
            text.split(' ')
                .map(OsString::from)
                .collect::<Vec<OsString>>()
        };
        let whole = crate::cli::command();
        let arrange = |text: &str| {
            let arranged = arranged(arguments(text), &whole);
            arranged.join(OsStr::new(" ")).into_string().expect("text")
        };
        assert_eq!(
            arrange("qun --language zh run a.toml"),
            "qun run --language zh a.toml"
        );
        assert_eq!(
            arrange("qun --language=zh check a.toml"),
            "qun check a.toml"
        );
        assert_eq!(arrange("qun --language zh"), "qun");
        assert_eq!(arrange("qun run a.toml"), "qun run a.toml");
        assert_eq!(
            language(&arguments("qun run a --language zh")),
            Language::Chinese
        );
        assert_eq!(
            language(&arguments("qun run a --language=zh")),
            Language::Chinese
        );
    }
}
