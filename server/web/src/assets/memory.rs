//! Files in memory, for tower-http's `ServeDir` to serve as it would a folder.

use axum::body::Bytes;
use std::{
    collections::HashMap,
    future::{Ready, ready},
    io::{self, Cursor, ErrorKind, SeekFrom},
    path::{Path, PathBuf},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::SystemTime,
};
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{Backend, File, Metadata};

/// A folder of files that were read once. Cloning shares the files.
#[derive(Debug, Clone)]
pub(super) struct MemoryFolder {
    files: Arc<HashMap<PathBuf, Bytes>>,
    /// When it was read. Each file's tag is made of this and of its length.
    read_at: SystemTime,
}

impl Default for MemoryFolder {
    fn default() -> Self {
        Self { files: Arc::default(), read_at: SystemTime::now() }
    }
}

impl MemoryFolder {
    pub(super) fn insert(&mut self, path: impl Into<PathBuf>, bytes: impl Into<Bytes>) {
        Arc::make_mut(&mut self.files).insert(path.into(), bytes.into());
    }

    fn find(&self, path: &Path) -> io::Result<OpenFile> {
        let bytes = self.files.get(path).ok_or(ErrorKind::NotFound)?;
        let metadata = FileMetadata { modified: self.read_at, length: bytes.len() as u64 };
        Ok(OpenFile { bytes: Cursor::new(bytes.clone()), metadata })
    }
}

impl Backend for MemoryFolder {
    type File = OpenFile;
    type Metadata = FileMetadata;
    type OpenFuture = Ready<io::Result<OpenFile>>;
    type MetadataFuture = Ready<io::Result<FileMetadata>>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        ready(self.find(&path))
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        ready(self.find(&path).map(|file| file.metadata))
    }
}

/// What `ServeDir` asks of a file without opening it.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileMetadata {
    modified: SystemTime,
    length: u64,
}

impl Metadata for FileMetadata {
    fn is_dir(&self) -> bool {
        false
    }

    fn modified(&self) -> io::Result<SystemTime> {
        Ok(self.modified)
    }

    fn len(&self) -> u64 {
        self.length
    }
}

/// A file that is being sent.
pub(super) struct OpenFile {
    bytes: Cursor<Bytes>,
    metadata: FileMetadata,
}

impl File for OpenFile {
    type Metadata = FileMetadata;
    type MetadataFuture<'a> = Ready<io::Result<FileMetadata>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        ready(Ok(self.metadata))
    }
}

impl AsyncRead for OpenFile {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.bytes).poll_read(context, buffer)
    }
}

impl AsyncSeek for OpenFile {
    fn start_seek(mut self: Pin<&mut Self>, position: SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.bytes).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.bytes).poll_complete(context)
    }
}
