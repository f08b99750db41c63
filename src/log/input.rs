//! From files to text: folders, zip, gzip and encodings, without holding a file in memory.

use super::problems::Problem;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, GB18030, GBK, UTF_8};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use tempfile::SpooledTempFile;

const GZIP: [u8; 2] = [0x1f, 0x8b];
/// Larger members of an archive wait on disk.
const IN_MEMORY: usize = 32 << 20;
/// Largest member of an archive; a small archive can unfold to anything.
const MOST_UNPACKED: u64 = 8 << 30;
/// Characters that recognisers see.
const HEAD: usize = 64 << 10;
/// A file with this many right characters for each wrong one is UTF-8 with flaws.
const RIGHT_FOR_ONE_WRONG: u64 = 10;
/// Pieces in which files are read.
const PIECE: usize = 64 << 10;

/// Something to read from the start as often as needed.
pub(super) trait Content: Read + Seek {}
impl<T: Read + Seek> Content for T {}

/// One file, or one member of an archive.
pub(super) struct Source {
    /// Where it is from, for messages.
    pub path: PathBuf,
    /// Whether it came alone, not out of a folder or an archive.
    pub alone: bool,
    content: Box<dyn Content>,
}

impl Source {
    /// What has been read already.
    pub(super) fn of_bytes(path: &Path, bytes: &[u8]) -> Self {
        Self {
            path: path.to_path_buf(),
            alone: true,
            content: Box::new(Cursor::new(bytes.to_vec())),
        }
    }

    /// The first bytes, as they are on disk.
    pub(super) fn magic(&mut self) -> io::Result<Vec<u8>> {
        self.content.rewind()?;
        let mut magic = Vec::new();
        self.content.as_mut().take(16).read_to_end(&mut magic)?;
        self.content.rewind()?;
        Ok(magic)
    }

    /// All bytes, for formats that cannot be read as a stream; `times` as much memory is needed for
    /// what is in them.
    pub(super) fn bytes(&mut self, times: u64) -> io::Result<Vec<u8>> {
        let length = self.content.seek(SeekFrom::End(0))?;
        self.content.rewind()?;
        if let Some(free) = crate::files::memory::free()
            && length.saturating_mul(times) > free.bytes
        {
            return Err(io::Error::other(format!(
                "it is too large to be read whole: {} is free{}; save it as CSV, which is read piece by piece",
                crate::files::memory::in_words(free.bytes),
                free.limit.words()
            )));
        }
        let mut bytes = Vec::with_capacity(length as usize);
        self.content.as_mut().take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn unpacked(&mut self) -> io::Result<Box<dyn Read + '_>> {
        let packed = self.magic()?.starts_with(&GZIP);
        self.content.seek(SeekFrom::Start(0))?;
        Ok(if packed {
            Box::new(MultiGzDecoder::new(BufReader::new(self.content.as_mut())))
        } else {
            Box::new(self.content.as_mut())
        })
    }

    /// The text with what was found out about it.
    pub(super) fn text(&mut self) -> Result<Text<'_>, Problem> {
        let packed = self
            .magic()
            .map_err(|error| damaged(&error, false))?
            .starts_with(&GZIP);
        let promised = self.path.extension().is_some_and(|name| name == "gz");
        if promised && !packed {
            return Err(
                Problem::of_file("the name ends in .gz, but this is not gzip")
                    .help("drop .gz from the name if the file is plain text"),
            );
        }
        let wrong = |error: io::Error| damaged(&error, packed);
        let mut beginning = Vec::new();
        let unpacked = self.unpacked().map_err(wrong)?;
        let mut few = unpacked.take(PIECE as u64);
        few.read_to_end(&mut beginning).map_err(wrong)?;
        drop(few);
        if Encoding::for_bom(&beginning).is_none() && is_wide(&beginning) {
            return Err(
                Problem::of_file("it looks like UTF-16 without a byte order mark")
                    .help("save the file again as UTF-8"),
            );
        }
        let (encoding, flaws) = self.encoding().map_err(wrong)?;
        let decoded = Decoded {
            inner: self.unpacked().map_err(wrong)?,
            decoder: encoding.new_decoder(),
            raw: vec![0; PIECE],
            left: 0..0,
            ended: false,
            text: Vec::new(),
            given: 0,
        };
        let mut reader = BufReader::with_capacity(HEAD, decoded);
        let head = fill(&mut reader).map_err(wrong)?;
        Ok(Text {
            head,
            encoding: encoding.name(),
            flaws,
            reader: Box::new(reader),
        })
    }

    /// The encoding, and the first line and the number of characters that are not in it.
    fn encoding(&mut self) -> io::Result<(&'static Encoding, Option<(u64, u64)>)> {
        let mut reader = self.unpacked()?;
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        let mut piece = vec![0; PIECE];
        let (mut carried, mut first) = (0, true);
        let (mut right, mut wrong, mut line, mut wrong_line) = (0_u64, 0_u64, 1_u64, 0_u64);
        loop {
            let read = reader.read(&mut piece[carried..])?;
            let filled = carried + read;
            if first
                && let Some((encoding, _)) = Encoding::for_bom(&piece[..filled])
                && encoding != UTF_8
            {
                return Ok((encoding, None));
            }
            first &= filled < 3 && read > 0;
            let fresh = &piece[carried..filled];
            if !(fresh.is_ascii() && wrong == 0) {
                detector.feed(fresh, read == 0);
            }
            let mut rest = &piece[..filled];
            let left = loop {
                match std::str::from_utf8(rest) {
                    Ok(text) => {
                        right += others(text.as_bytes());
                        line += lines(text.as_bytes());
                        break 0;
                    }
                    Err(error) => {
                        let (good, bad) = rest.split_at(error.valid_up_to());
                        right += others(good);
                        line += lines(good);
                        match error.error_len() {
                            None if read > 0 => break bad.len(),
                            length => {
                                wrong += 1;
                                if wrong == 1 {
                                    wrong_line = line;
                                }
                                rest = &bad[length.unwrap_or(bad.len())..];
                            }
                        }
                    }
                }
            };
            piece.copy_within(filled - left..filled, 0);
            carried = left;
            if read == 0 {
                break;
            }
        }
        if wrong == 0 {
            return Ok((UTF_8, None));
        }
        if right >= wrong * RIGHT_FOR_ONE_WRONG {
            return Ok((UTF_8, Some((wrong_line, wrong))));
        }
        let guess = detector.guess(None, Utf8Detection::Deny);
        // GB18030 is GBK with more characters.
        Ok((if guess == GBK { GB18030 } else { guess }, None))
    }
}

/// Whether every other byte is a zero as good as always: so ASCII looks in UTF-16.
fn is_wide(bytes: &[u8]) -> bool {
    let zeros = |odd: usize| {
        let every_other = bytes.iter().skip(odd).step_by(2);
        every_other.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    // Where hanzi stand in between, a third still tells it from a stray zero.
    even.max(odd) * 6 > bytes.len() && even.min(odd) * 20 < bytes.len().max(20)
}

/// Bytes beyond ASCII that begin a character.
fn others(text: &[u8]) -> u64 {
    if text.is_ascii() {
        return 0;
    }
    text.iter().filter(|&&byte| byte >= 0xc0).count() as u64
}

/// Ends of lines in `text`.
pub(super) fn lines(text: &[u8]) -> u64 {
    text.split(|&byte| byte == b'\n').count() as u64 - 1
}

fn damaged(error: &io::Error, packed: bool) -> Problem {
    let what = if packed {
        format!("the gzip file is damaged: {error}")
    } else {
        format!("it cannot be read to its end: {error}")
    };
    Problem::of_file(what).help("was it copied whole?")
}

/// Text on its way in.
pub(super) struct Text<'source> {
    /// The beginning, for recognisers.
    pub head: String,
    /// Name of its encoding.
    pub encoding: &'static str,
    /// First line and number of the characters that are not in this encoding.
    pub flaws: Option<(u64, u64)>,
    /// All of it, in UTF-8.
    pub reader: Box<dyn BufRead + 'source>,
}

/// Looks at the beginning without taking it away.
fn fill(reader: &mut BufReader<Decoded<'_>>) -> io::Result<String> {
    let head = reader.fill_buf()?;
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text.len(),
        Err(error) => error.valid_up_to(),
    };
    Ok(String::from_utf8_lossy(&head[..valid]).into_owned())
}

/// Decodes while reading.
struct Decoded<'source> {
    inner: Box<dyn Read + 'source>,
    decoder: Decoder,
    raw: Vec<u8>,
    left: std::ops::Range<usize>,
    ended: bool,
    text: Vec<u8>,
    given: usize,
}

impl Read for Decoded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            if self.ended {
                return Ok(0);
            }
            if self.left.is_empty() {
                let read = self.inner.read(&mut self.raw)?;
                self.left = 0..read;
                self.ended = read == 0;
            }
            let from = &self.raw[self.left.clone()];
            let room = self
                .decoder
                .max_utf8_buffer_length(from.len())
                .unwrap_or(PIECE);
            self.text.resize(room.max(16), 0);
            let (_, taken, written, _) =
                self.decoder
                    .decode_to_utf8(from, &mut self.text, self.ended);
            self.text.truncate(written);
            self.left.start += taken;
            self.given = 0;
        }
        let count = buffer.len().min(self.text.len() - self.given);
        buffer[..count].copy_from_slice(&self.text[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

/// What a path leads to: a file, the files of a folder, the members of an archive.
pub(super) fn sources(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            // A link to a file is a file; one to a folder may lead back here.
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() || kind.is_symlink() && entry.path().is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Opens a file.
pub(super) fn open(path: &Path, alone: bool) -> io::Result<Source> {
    // A device has no end, and a pipe cannot be read twice.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is neither a file nor a folder"));
    }
    Ok(Source {
        path: path.to_path_buf(),
        alone,
        content: Box::new(File::open(path)?),
    })
}

/// Whether the file is a zip archive of files; a spreadsheet or a document is one file, though packed
/// the same way.
pub(super) fn is_archive(source: &mut Source) -> Result<bool, Problem> {
    let magic = source.magic().map_err(|error| damaged(&error, false))?;
    // An archive without files has nothing but its end.
    let starts = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];
    if !starts.iter().any(|start| magic.starts_with(*start)) {
        return Ok(false);
    }
    let archive = Archive::open(source)?;
    if archive.names.is_empty() {
        return Err(Problem::of_file("the archive is empty").help("export it again"));
    }
    let is_document =
        |(name, _): &(String, usize)| name == "[Content_Types].xml" || name == "mimetype";
    Ok(!archive.names.iter().any(is_document))
}

/// The files of a zip archive, unpacked one at a time.
pub(super) struct Archive<'source> {
    path: &'source Path,
    zip: zip::ZipArchive<&'source mut Box<dyn Content>>,
    /// Names and numbers of the files still to come, the next one last.
    names: Vec<(String, usize)>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'source> Archive<'source> {
    /// Looks into an archive.
    pub(super) fn open(source: &'source mut Source) -> Result<Self, Problem> {
        let Source { path, content, .. } = source;
        let path = path.as_path();
        let mut zip = zip::ZipArchive::new(content).map_err(|error| broken(path, &error))?;
        let mut names = Vec::new();
        for index in 0..zip.len() {
            let member = zip
                .by_index_raw(index)
                .map_err(|error| broken(path, &error))?;
            let name = member.name().map_err(|error| broken(path, &error))?;
            if member.is_file() && !name.starts_with("__MACOSX") {
                names.push((name.into_owned(), index));
            }
        }
        names.sort_by(|one, other| Path::new(&other.0).cmp(Path::new(&one.0)));
        Ok(Self {
            path,
            zip,
            names,
            left: MOST_UNPACKED,
        })
    }

    /// Unpacks the next file, in the order of their names.
    pub(super) fn next(&mut self) -> Option<Result<Source, Problem>> {
        let (name, index) = self.names.pop()?;
        Some(self.unpack(&name, index))
    }

    fn unpack(&mut self, name: &str, index: usize) -> Result<Source, Problem> {
        let path = self.path;
        let mut member = self
            .zip
            .by_index(index)
            .map_err(|error| broken(path, &error))?;
        let mut kept = SpooledTempFile::new(IN_MEMORY);
        let unpacked = io::copy(&mut member.by_ref().take(self.left + 1), &mut kept)
            .map_err(|error| broken(path, &error))?;
        self.left = self.left.checked_sub(unpacked).ok_or_else(|| {
            Problem::of_file(format!(
                "it unpacks to more than {}",
                crate::files::memory::in_words(MOST_UNPACKED)
            ))
            .help("unpack it yourself, and give the folder")
        })?;
        Ok(Source {
            path: path.join(name),
            alone: false,
            content: Box::new(kept),
        })
    }
}

fn broken(path: &Path, error: &dyn std::fmt::Display) -> Problem {
    let sheet = path.extension().is_some_and(|name| {
        ["xlsx", "xlsm", "xlsb", "ods"]
            .iter()
            .any(|known| name == *known)
    });
    let what = if sheet { "spreadsheet" } else { "zip archive" };
    Problem::of_file(format!("the {what} is damaged: {error}"))
        .help("save it again, or save the messages as CSV")
}
