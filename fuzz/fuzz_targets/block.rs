//! A block of results as it lies on disk, with the checksum that it should have or without, and the
//! name of a part as it is given on the command line.

#![no_main]

use libfuzzer_sys::fuzz_target;
use qun::run::shard::Shard;
use qun::run::store::{Found, Store};
use sha2::{Digest, Sha256};

thread_local! {
    static FOLDER: tempfile::TempDir = tempfile::tempdir().expect("a folder");
}

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, content)) = bytes.split_first() else {
        return;
    };
    if kind % 4 == 0 {
        let text = String::from_utf8_lossy(content);
        if let Ok(shard) = Shard::parse(&text) {
            let mine = shard.of((0..100).collect::<Vec<u32>>());
            assert!(mine.len() <= 100);
        }
        let variable = |name: &str| text.lines().nth(name.len() % 5).map(str::to_owned);
        let _ = Shard::of_queue(variable);
        return;
    }
    FOLDER.with(|folder| {
        let store = Store::new(folder.path());
        let range = 0..u32::from(kind / 4);
        let key = Store::key("fuzz", &range);
        let mut file = content.to_vec();
        if kind % 4 > 1 {
            let digest = Sha256::digest(content);
            let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            file.extend(format!("# sha256 {digest}\n").into_bytes());
        }
        store.write_bytes(&key, &file).expect("written");
        if let Ok(Found::Whole(block)) = store.read(&key, &range) {
            assert_eq!(block.rows.len(), range.len());
            store.write(&key, &block).expect("written");
            assert!(matches!(store.read(&key, &range), Ok(Found::Whole(_))));
        }
        let _ = store.accusation(&key);
    });
});
