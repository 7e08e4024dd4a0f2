//! The least that a server can do: answers every request with the bytes of one file. What `/search`
//! is measured against in `tests/load/over_http.py`.
//!
//! `bare --listen 127.0.0.1:3001 --body FILE`

use axum::{Router, body::Bytes, http::header::CONTENT_TYPE};
use clap::Parser;
use std::{net::SocketAddr, path::PathBuf};

#[derive(Parser)]
struct Options {
    /// The address and port to listen on.
    #[arg(long)]
    listen: SocketAddr,
    /// The file whose bytes are every answer.
    #[arg(long)]
    body: PathBuf,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let body = Bytes::from(std::fs::read(&options.body)?);
    let answer = move || {
        let body = body.clone();
        async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], body) }
    };
    let listener = tokio::net::TcpListener::bind(options.listen).await?;
    axum::serve(listener, Router::new().fallback(answer)).await?;
    Ok(())
}
