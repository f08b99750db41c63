//! An export of messages, of any format: the first byte says how the file is called.

#![no_main]

use libfuzzer_sys::fuzz_target;
use qun::log::LogReader;
use std::path::Path;

const NAMES: [&str; 16] = [
    "log.csv",
    "log.txt",
    "log.json",
    "log.ndjson",
    "log.csv.gz",
    "log.zip",
    "log.xlsx",
    "log.ods",
    "log.xls",
    "log.xlsb",
    "log.mbox",
    "Posts.xml",
    "git.log",
    "irc.weechatlog",
    "log",
    "log.sqlite",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((name, content)) = bytes.split_first() else {
        return;
    };
    let path = Path::new(NAMES[usize::from(*name) % NAMES.len()]);
    match LogReader::new().parse_log(content, path) {
        Ok(community) => {
            let log = &community.log;
            assert!(log.posters() <= log.members());
            assert!(log.each_poster().all(|poster| poster.last() < log.span()));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
