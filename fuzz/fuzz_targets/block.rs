//! A block of results as it lies on disk, a whole one that was changed or anything at all, with the
//! checksum that it should have or without; and the name of a part as it is given on the command line.

#![no_main]

use libfuzzer_sys::fuzz_target;
use qun::run::shard::Shard;
use qun::run::store::{Block, Found, Store, kept};
use qun_fuzz::changed;
use sha2::{Digest, Sha256};

const REPLICATES: std::ops::Range<u32> = 3..6;

struct Shelf {
    _folder: tempfile::TempDir,
    store: Store,
    key: String,
    whole: Vec<u8>,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::new(folder.path());
        let key = Store::key("fuzz", &REPLICATES);
        let row = |replicate: u32| (0..kept().count()).map(move |it| f64::from(replicate) / it as f64);
        let block = Block {
            first: REPLICATES.start,
            rows: REPLICATES
                .map(|replicate| row(replicate).collect())
                .collect(),
        };
        store.write(&key, &block).expect("written");
        let whole = store.bytes(&key).expect("read");
        Self {
            _folder: folder,
            store,
            key,
            whole,
        }
    }

    fn try_block(&self, kind: u8, content: &[u8]) {
        let body = self.whole.len() - "# sha256 \n".len() - 64;
        let mut file = match kind % 4 {
            1 => content.to_vec(),
            2 => changed(&self.whole, content),
            _ => changed(&self.whole[..body], content),
        };
        if kind % 4 == 3 {
            let digest = Sha256::digest(&file);
            let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            file.extend(format!("# sha256 {digest}\n").into_bytes());
        }
        self.store.write_bytes(&self.key, &file).expect("written");
        if let Ok(Found::Whole(block)) = self.store.read(&self.key, &REPLICATES) {
            assert_eq!(block.rows.len(), REPLICATES.len());
            self.store.write(&self.key, &block).expect("written");
            let again = self.store.read(&self.key, &REPLICATES);
            assert!(matches!(again, Ok(Found::Whole(_))));
        }
    }
}

thread_local! {
    static SHELF: Shelf = Shelf::new();
}

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, content)) = bytes.split_first() else {
        return;
    };
    if kind % 4 > 0 {
        return SHELF.with(|shelf| shelf.try_block(*kind, content));
    }
    let text = String::from_utf8_lossy(content);
    if let Ok(shard) = Shard::parse(&text) {
        let mine = shard.of((0..100).collect::<Vec<u32>>());
        assert!(mine.len() <= 100);
    }
    let variable = |name: &str| text.lines().nth(name.len() % 5).map(str::to_owned);
    let _ = Shard::of_queue(variable);
});
