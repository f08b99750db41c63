//! Everything that is said on the terminal is said in Chinese to those who ask for it.

use qun::words::chinese;
use qun::{claims, observe, scenario};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn qun(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qun"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LANG")
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .expect("qun runs")
}

fn said(output: &Output) -> String {
    let text = [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it).into_owned());
    text.concat()
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

/// What is said on a line about what is wrong or would be right; quotes of the file are not meant.
fn message(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let starts = ["错误", "警告", "= 提示: ", "提示："];
    let rest = starts.iter().find_map(|start| line.strip_prefix(start))?;
    Some(rest.split_once("]: ").map_or(rest, |(_, message)| message))
}

#[test]
fn all_that_can_be_wrong_with_a_scenario_is_said_in_chinese() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = fs::read_dir(root.join("tests/bad_input"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    files.sort();
    assert!(files.len() > 50);
    let mut messages = 0;
    let mut english = Vec::new();
    for file in files {
        let said = said(&qun(root, &["check", &file.to_string_lossy()]));
        for message in said.lines().filter_map(message) {
            messages += 1;
            if !message.chars().any(is_chinese) {
                english.push(format!("{}: {message}", file.display()));
            }
        }
    }
    assert!(messages > 300, "{messages}");
    assert!(english.is_empty(), "{english:#?}");
}

#[test]
fn what_commands_cannot_do_is_said_in_chinese() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("camp.toml"),
        "title = \"x\"\ndays = 5\nreplicates = 2\n",
    )
    .expect("written");
    fs::write(folder.path().join("file"), "x").expect("written");
    let cases: [&[&str]; 25] = [
        &["run", "cmap"],
        &["run", "."],
        &["run", "camp", "--out", "file"],
        &["run", "camp", "--precision", "x"],
        &["run", "camp", "--replicates", "many"],
        &["run", "camp", "--set", "days"],
        &["rum", "camp"],
        &["run"],
        &["run", "camp", "--nothing"],
        &["compare", "camp"],
        &["sweep", "camp"],
        &["optimize", "camp", "--vary", "days=1..4"],
        &["sensitivity", "camp", "--worlds", "fixed"],
        &["report", "nowhere"],
        &["open", "nowhere"],
        &["new", "camp"],
        &["explain", "qwertyuiop"],
        &["run", "camp", "--strategy", "nope"],
        &["run", "camp", "surplus"],
        &["run", "camp", "--parquet"],
        &["run", "camp", "--replicates", "99999999999999999999"],
        &["sweep", "camp", "--vary", "audience.founders=1..9:2:foo"],
        &["validate", "--preset", "nope"],
        &["claims", "Z9"],
        &["check", "camp", "--set", "audience.founders=1e9"],
    ];
    for arguments in cases {
        let output = qun(folder.path(), arguments);
        assert!(!output.status.success(), "{arguments:?}");
        let said = said(&output);
        let first = said.lines().find_map(message);
        let first = first.unwrap_or_else(|| panic!("{arguments:?}: {said}"));
        assert!(first.chars().any(is_chinese), "{arguments:?}: {said}");
        for hint in said.lines().filter_map(message) {
            assert!(hint.chars().any(is_chinese), "{arguments:?}: {hint}");
        }
    }
}

/// Text literals that stand right behind a marker in a source: as they are, and with a sign in the place of each value.
fn literals_behind(source: &str, marker: &str) -> Vec<[String; 2]> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices(marker) {
        let rest = source[at + marker.len()..].trim_start();
        let rest = rest.strip_prefix("format!(").unwrap_or(rest).trim_start();
        let Some(rest) = rest.strip_prefix('&').unwrap_or(rest).strip_prefix('"') else {
            continue;
        };
        let (mut raw, mut text, mut place) = (String::new(), String::new(), 0_u32);
        let mut characters = rest.chars().peekable();
        while let Some(mut character) = characters.next() {
            match character {
                '"' => break,
                '\\' => match characters.next() {
                    Some('\n') => {
                        while characters.next_if(|it| it.is_whitespace()).is_some() {}
                        continue;
                    }
                    Some('n') => character = '\n',
                    Some(other) => character = other,
                    None => break,
                },
                _ => {}
            }
            raw.push(character);
            match character {
                '{' | '}' if characters.next_if_eq(&character).is_some() => text.push(character),
                '{' => place += 1,
                '}' if place > 0 => {
                    place -= 1;
                    text.push(VALUE);
                }
                _ if place > 0 => {}
                _ => text.push(character),
            }
        }
        found.push([raw, text]);
    }
    found
}

/// A value that is not known yet.
const VALUE: char = '\u{0}';

#[test]
fn whatever_goes_wrong_has_words_in_chinese() {
    let mut files = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let (mut asked, mut english) = (0, BTreeSet::new());
    while let Some(path) = files.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder");
            files.extend(entries.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let source = fs::read_to_string(&path).expect("a source");
        let source = source.split("#[cfg(test)]\nmod tests {").next();
        let markers = [
            "#[error(",
            ".help(",
            "Failure::usage(",
            "output.say(",
            "output.complain(",
            "output.warn(",
            "output.error(",
        ];
        for marker in markers {
            for [raw, text] in literals_behind(source.unwrap_or_default(), marker) {
                let words = text.split(|it: char| !it.is_alphabetic());
                // What has hardly a word of its own is put together from others.
                if words.filter(|word| word.len() > 2).count() < 2 {
                    continue;
                }
                asked += 1;
                let is_said = |text: &str| {
                    let said = qun::words::messages::said(text, qun::words::Language::Chinese);
                    said.chars().any(is_chinese)
                };
                let values = ["7", "`x`", "`x`, `y`", "x/y.csv", "nothing"];
                // A value right behind a word is an ending that there need not be.
                let ended = text.strip_suffix(VALUE);
                let ended = ended.filter(|it| it.ends_with(char::is_alphabetic));
                let text = ended.unwrap_or(&text);
                let filled = |it: &&str| is_said(&text.replace(VALUE, it));
                if !is_said(&raw) && !values.iter().any(filled) {
                    english.insert(format!("{}: {raw}", path.display()));
                }
            }
        }
    }
    assert!(asked > 150, "{asked}");
    assert!(english.is_empty(), "{english:#?}");
}

#[test]
fn help_and_results_speak_the_language_of_the_system() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [
        &["--help"][..],
        &["run", "--help"],
        &["compare", "-h"],
        &["explain", "-h"],
    ] {
        let said = said(&qun(folder.path(), arguments));
        assert!(said.contains("用法：") && said.contains("示例："), "{said}");
        for english in ["Usage", "Options:", "Examples", "Print help", "[default"] {
            assert!(!said.contains(english), "{english}: {said}");
        }
    }
    assert!(said(&qun(folder.path(), &["new", "camp"])).contains("已写出 camp.toml"));
    let run = [
        "run",
        "camp",
        "--replicates",
        "4",
        "--days",
        "20",
        "--out",
        "out",
    ];
    let told = said(&qun(folder.path(), &run));
    assert!(
        told.contains("结果：out") && told.contains("4 次模拟"),
        "{told}"
    );
    // The files do not depend on whose system it is.
    let table = |folder: &Path| fs::read(folder.join("out/daily.csv")).expect("a table");
    let english = tempfile::tempdir().expect("a folder");
    fs::copy(
        folder.path().join("camp.toml"),
        english.path().join("camp.toml"),
    )
    .expect("copied");
    let output = Command::new(env!("CARGO_BIN_EXE_qun"))
        .args(run)
        .current_dir(english.path())
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("qun runs");
    assert!(output.status.success());
    assert_eq!(table(folder.path()), table(english.path()));
    let page = |folder: &Path| fs::read(folder.join("out/report.html")).expect("a page");
    assert_eq!(page(folder.path()), page(english.path()));
}

#[test]
fn the_first_hour_runs_as_it_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/zh/first-hour.md");
    let text = fs::read_to_string(page).expect("the page");
    let blocks = text.split("```sh\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap_or_default().lines());
    let commands: Vec<&str> = lines.filter_map(|line| line.strip_prefix("qun ")).collect();
    assert!(commands.len() >= 10, "{commands:?}");
    for command in commands {
        let arguments: Vec<&str> = command.split_whitespace().collect();
        let output = qun(folder.path(), &arguments);
        assert!(output.status.success(), "{command}: {}", said(&output));
        let told = ["new", "run", "compare", "lesson", "explain 留存"];
        let is_told = told.iter().any(|it| command.starts_with(it));
        assert!(
            !is_told || said(&output).chars().any(is_chinese),
            "{command}"
        );
    }
}

#[test]
fn a_scenario_is_found_by_its_name_or_what_is_near_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(qun(folder.path(), &["new", "camp"]).status.success());
    assert!(qun(folder.path(), &["check", "camp"]).status.success());
    // Numbers as a Chinese keyboard writes them are numbers; in a file, what is wrong with them is said.
    let wide = [
        "run",
        "camp",
        "--replicates",
        "２",
        "--set",
        "days＝２０",
        "--no-charts",
        "--quiet",
    ];
    let output = qun(folder.path(), &wide);
    assert!(output.status.success(), "{}", said(&output));
    fs::write(
        folder.path().join("wide.toml"),
        "title = \"x\"\ndays = ９０\n",
    )
    .expect("written");
    let told = said(&qun(folder.path(), &["check", "wide"]));
    assert!(
        told.contains("数字要用半角的") && told.contains("90"),
        "{told}"
    );
    assert!(said(&qun(folder.path(), &["check", "cmap"])).contains("是不是想写 `camp.toml`"));
}

/// Every text of a schema that describes something.
fn descriptions(schema: &serde_json::Value, found: &mut BTreeSet<String>) {
    match schema {
        serde_json::Value::Object(object) => {
            for (key, value) in object {
                match value.as_str() {
                    Some(text) if key == "description" => {
                        found.insert(text.to_owned());
                    }
                    _ => descriptions(value, found),
                }
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| descriptions(value, found)),
        _ => {}
    }
}

/// What is written behind `measured: `, `literature: ` or `assumed: `.
fn source(written: &str) -> &str {
    written.split_once(": ").map_or("", |(_, source)| source)
}

#[test]
fn all_that_the_reference_says_has_its_chinese_and_nothing_else_has() {
    let mut english = BTreeSet::new();
    descriptions(&scenario::schema(), &mut english);
    descriptions(&claims::claim::schema(), &mut english);
    for parameter in scenario::reference::parameters() {
        english.extend(parameter.unit);
        english.insert(parameter.source);
        english.insert(parameter.more);
    }
    for prior in scenario::priors::priors() {
        english.insert(prior.why.clone());
        english.insert(source(&prior.source).to_owned());
    }
    english.extend(scenario::archetypes().filter_map(scenario::archetype_description));
    english.extend(scenario::media().filter_map(scenario::preset_description));
    for pattern in &observe::patterns::CATALOGUE {
        english.insert(pattern.source.to_owned());
        english.extend(pattern.parts.iter().map(|part| part.meaning.to_owned()));
        english.extend(
            pattern
                .parts
                .iter()
                .map(|part| format!("{} {}", pattern.id, part.key)),
        );
    }
    let english: BTreeSet<String> = english
        .iter()
        .filter(|text| !text.is_empty())
        .map(|text| chinese::in_one_line(text).into_owned())
        .collect();
    assert!(english.len() > 1000, "{}", english.len());
    let translated: BTreeSet<String> = chinese::texts().map(|(en, _)| en.to_owned()).collect();
    let untold: Vec<&String> = english.difference(&translated).collect();
    let unused: Vec<&String> = translated.difference(&english).collect();
    assert!(
        untold.is_empty() && unused.is_empty(),
        "assets/chinese/ has no Chinese for {untold:#?}; of nothing that is said is {unused:#?}"
    );
}

#[test]
fn what_is_explained_and_listed_has_no_english_sentence_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let lists = ["parameters", "archetypes", "presets", "strategies"];
    let words = [
        "community.mute",
        "threshold",
        "lurker",
        "P17",
        "wait",
        "c14-closed-beta",
        "survey.satisfied",
        "members",
        "archetype.NAME.quit_a",
        "demand.wander.noise",
        "interactions.on",
    ];
    let commands = lists.map(|what| ["list", what]).into_iter();
    for arguments in commands.chain(words.map(|word| ["explain", word])) {
        let told = said(&qun(folder.path(), &arguments));
        assert!(told.chars().any(is_chinese), "{arguments:?}: {told}");
        for line in told.lines() {
            let english = line.split(|sign: char| !sign.is_ascii_alphabetic() && sign != ' ');
            // Names of keys and publications have no small words between them.
            let sentence = english
                .filter(|piece| {
                    let small = [
                        " the ", " of ", " a ", " is ", " and ", " to ", " others ", " that ",
                    ];
                    small.iter().any(|word| piece.contains(word))
                })
                .collect::<Vec<_>>();
            assert!(sentence.is_empty(), "{arguments:?}: {line}");
        }
    }
}
