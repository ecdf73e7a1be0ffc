attempt("rtc", async () => {
  const peer = new RTCPeerConnection({ iceServers: [{ urls: "stun:" + "__AWAYHOST__" }] });
  peer.createDataChannel("x");
  await peer.setLocalDescription(await peer.createOffer());
});
