// A real OpenID Connect provider for tests, on 127.0.0.1 only. It prints its address when it listens.
//
// The environment says who there is: OIDC_PEOPLE maps a login name to the claims about that person,
// OIDC_REDIRECT is where Meedoen wants people back. Any password will do.
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const people = JSON.parse(process.env.OIDC_PEOPLE)

// The port is only known when something listens, and the provider needs it for its own name.
const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'meedoen',
        client_secret: 'een geheim tussen ons twee',
        redirect_uris: [process.env.OIDC_REDIRECT],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
    cookies: { keys: ['alleen voor tests'] },
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    // Who signs in here has agreed beforehand, as employees of a municipality have.
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  server.on('request', provider.callback())
  console.log(issuer)
})
