<?php
// PHP's curl as a client; client.py says what a case and its answer are.
while (($line = fgets(STDIN)) !== false) {
    [$method, $warm, $url, $key, $idempotency] = explode(' ', trim($line));
    $handle = curl_init();
    curl_setopt_array($handle, [
        CURLOPT_URL => $warm,
        CURLOPT_HTTPHEADER => ["Authorization: Bearer $key"],
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 10,
    ]);
    curl_exec($handle);
    $headers = ["Authorization: Bearer $key"];
    if ($idempotency !== '-') {
        $headers[] = "Idempotency-Key: $idempotency";
    }
    if ($method === 'POST') {
        $headers[] = 'Content-Type: application/json';
        curl_setopt($handle, CURLOPT_POSTFIELDS, '{"name":"Acme"}');
    }
    curl_setopt($handle, CURLOPT_URL, $url);
    curl_setopt($handle, CURLOPT_HTTPHEADER, $headers);
    $body = curl_exec($handle);
    if ($body === false) {
        echo 'error ', curl_errno($handle), ': ', curl_error($handle), "\n";
    } elseif (json_decode($body) === null) {
        echo "error: the JSON is cut\n";
    } else {
        echo curl_getinfo($handle, CURLINFO_RESPONSE_CODE), "\n";
    }
}
