use super::*;
use axum::routing::get;
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::oneshot,
};

const STALL: Duration = Duration::from_millis(600);

/// A site of one long answer and one short, on a port of its own, with room for so many connections.
async fn small_site(most: usize) -> (SocketAddr, Arc<Connections>) {
    let routes = Router::new().route("/", get(async || "here")).route("/long", get(async || vec![b'x'; 64 << 20]));
    let (_, site) = watch::channel(routes);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mut connections = Connections::new(site, most);
    connections.longest_stall = STALL;
    let connections = Arc::new(connections);
    let taking = connections.clone();
    tokio::spawn(async move { taking.take(&listener).await });
    (address, connections)
}

async fn ask(stream: &mut TcpStream, path: &str) -> String {
    stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let length = stream.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..length]).into_owned()
}

#[tokio::test]
async fn when_all_places_are_taken_idle_connections_make_room() {
    let (address, _) = small_site(3).await;
    let mut idle = Vec::new();
    for _ in 0..3 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        assert!(ask(&mut stream, "/").await.ends_with("here"));
        idle.push(stream);
    }
    for _ in 0..10 {
        let mut late = TcpStream::connect(address).await.unwrap();
        let answer = timeout(Duration::from_secs(5), ask(&mut late, "/")).await.expect("nobody is kept out");
        assert!(answer.ends_with("here"), "{answer}");
    }
    assert_eq!(idle[0].read(&mut [0; 16]).await.unwrap(), 0, "the first that were idle were closed");
}

#[tokio::test]
async fn a_client_that_stops_reading_is_cut_off_and_its_place_is_free() {
    let (address, connections) = small_site(1).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    assert!(ask(&mut stream, "/long").await.starts_with("HTTP/1.1 200"));
    assert_eq!(connections.places.available_permits(), 0);
    let begun = Instant::now();
    timeout(STALL * 30, connections.all_gone()).await.expect("it is cut off");
    assert!(begun.elapsed() >= STALL / 2, "not before its time: {:?}", begun.elapsed());
}

#[tokio::test]
async fn whoever_keeps_a_connection_is_told_before_it_is_closed() {
    let routes = Router::new().route("/", get(async || "here"));
    let (_, site) = watch::channel(routes);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let listening = tokio::spawn(listen(listener, site, async { drop(stopped.await) }));
    let mut kept = TcpStream::connect(address).await.unwrap();
    assert!(!ask(&mut kept, "/").await.contains("connection: close"));
    stop.send(()).unwrap();
    sleep(Duration::from_millis(100)).await;
    let answer = ask(&mut kept, "/").await;
    assert!(answer.contains("connection: close") && answer.ends_with("here"), "{answer}");
    assert_eq!(kept.read(&mut [0; 16]).await.unwrap(), 0, "and then it is closed");
    timeout(Duration::from_secs(3), listening).await.unwrap().unwrap();
}

#[test]
fn one_client_has_its_share_and_gives_it_back() {
    let counts = ClientCounts::default();
    let client = "198.51.100.7".parse().unwrap();
    let first = counts.admit(client, 2).unwrap();
    let second = counts.admit(client, 2);
    assert!(second.is_some() && counts.admit(client, 2).is_none());
    assert!(counts.admit("198.51.100.8".parse().unwrap(), 2).is_some());
    drop((first, second));
    assert!(counts.0.lock().unwrap().is_empty());
}

#[test]
fn the_limit_of_open_files_is_read() {
    let limits = "Limit                     Soft Limit           Hard Limit           Units     \n\
                  Max cpu time              unlimited            unlimited            seconds   \n\
                  Max open files            1024                 524288               files     \n";
    assert_eq!(open_files(limits), Some(1024));
    assert_eq!(open_files("Max open files            unlimited            unlimited            files"), None);
    assert!((16..=MOST).contains(&most_connections()));
}
