# Ruby's Net::HTTP, kept open, as a client; client.py says what a case and its answer are.
require 'json'
require 'net/http'

$stdout.sync = true
while (line = $stdin.gets)
  method, warm, url, key, idempotency = line.split
  begin
    uri = URI(url)
    Net::HTTP.start(uri.host, uri.port, read_timeout: 10) do |http|
      http.get(URI(warm).path, 'Authorization' => "Bearer #{key}")
      fields = { 'Authorization' => "Bearer #{key}" }
      fields['Idempotency-Key'] = idempotency unless idempotency == '-'
      answer = if method == 'POST'
                 http.post(uri.path, '{"name":"Acme"}', fields.merge('Content-Type' => 'application/json'))
               else
                 http.get(uri.path, fields)
               end
      JSON.parse(answer.body)
      puts answer.code
    end
  rescue StandardError => error
    puts "#{error.class}: #{error.message}".tr("\n", ' ')
  end
end
