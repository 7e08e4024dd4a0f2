//! Serves the gallery, every component in every state, for reviewers: `make gallery`. The site itself
//! has no such page.

use axum::{Router, response::Html, routing::get};
use clap::Parser;
use std::{net::SocketAddr, path::PathBuf};
use tower_http::services::ServeDir;

#[derive(Parser)]
struct Options {
    /// The address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:3001")]
    listen: SocketAddr,
    /// The folder of the site's files.
    #[arg(long, default_value = "target/site")]
    site: PathBuf,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let routes =
        Router::new().route("/", get(async || Html(app::gallery()))).fallback_service(ServeDir::new(&options.site));
    let listener = tokio::net::TcpListener::bind(options.listen).await?;
    println!("http://{}/", listener.local_addr()?);
    axum::serve(listener, routes).await?;
    Ok(())
}
